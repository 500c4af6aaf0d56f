"""What every form of the desk shares: our messages, and refusals at the field."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    PasswordField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.csrf.core import CSRFTokenField
from wtforms.meta import DefaultMeta
from wtforms.validators import InputRequired, Length, Optional

from portal import terms
from portal.domain.errors import DomainError
from portal.domain.pasted import plain, plain_line
from portal.domain.personal import has_personal_number
from portal.domain.words import ENGLISH, serbian_of, typed
from portal.labels import LABELS, label, wording

REQUIRED = _l("Fill this in.")
TOO_LONG = _l("At most %(max)d characters fit here.")
PERSONAL_NUMBER = _l(
    "This is a personal number. Take it out: the portal holds no data of persons in"
    " need."
)


class OurMessages:
    """What WTForms says by itself, in our words and the reader's language."""

    SAID = {
        "Not a valid choice.": _l("Choose one of these."),
        "'%(value)s' is not a valid choice for this field.": _l("Choose one of these."),
        "Not a valid integer value.": _l("Enter a whole number."),
    }

    def gettext(self, said: str) -> str:
        return str(self.SAID.get(said, said))

    def ngettext(self, one: str, many: str, n: int) -> str:
        return str(self.SAID.get(one, one if n == 1 else many))


class InnerForm(Form):
    """A form within a form of the desk."""

    class Meta(DefaultMeta):
        def get_translations(self, form: Any) -> OurMessages:
            return OurMessages()


class DeskForm(FlaskForm):
    """A form that a rule can refuse."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> OurMessages:
            return OurMessages()

    def validate(self, extra_validators: Any = None) -> bool:
        """Whatever else a form checks, it takes no personal number."""
        right = super().validate(extra_validators)
        return not refuse_personal_numbers(self) and right

    def reject(self, error: DomainError) -> None:
        """Put a rule's refusal at its field, or at the top."""
        self.reject_with(error.field, wording(error.code, error.about))

    def reject_with(self, name: str | None, said: str) -> None:
        """Put a sentence at a field, or at the top."""
        if name in self._fields:
            field = self._fields[name]
            field.errors = [*field.errors, said]
        else:
            self.form_errors.append(said)

    def words(self, name: str) -> dict[str, str]:
        """The texts of a pair of fields, `name` and `name_en`."""
        english = self._fields.get(f"{name}_en")
        return typed(self._fields[name].data or "", (english and english.data) or "")

    def day(self, name: str) -> date:
        """A day that validation has made sure of."""
        day: date = self._fields[name].data
        return day

    def optional_words(self, name: str) -> dict[str, str] | None:
        return self.words(name) or None


def refuse_personal_numbers(fields: Iterable[Field]) -> bool:
    """Mark every field, in lists and forms within too, that holds a personal number.

    The mark goes before all else that was said there: a message must not repeat it.
    """
    marked = False
    for field in fields:
        if isinstance(field, FieldList):
            inner = refuse_personal_numbers(field.entries)
            if inner:
                field.errors = [entry.errors for entry in field.entries]
        elif isinstance(field, FormField):
            inner = refuse_personal_numbers(field.form)
        else:
            inner = any(map(has_personal_number, _typed_into(field)))
            if inner:
                field.errors = [str(PERSONAL_NUMBER)]
        marked = marked or inner
    return marked


def _typed_into(field: Field) -> Iterator[str]:
    """What was sent for a field and what it made of that; choices were not typed."""
    if isinstance(field, SelectField | PasswordField | CSRFTokenField):
        return
    for said in (*(field.raw_data or ()), field.data):
        if isinstance(said, str):
            yield said


def texts_of(fields: Iterable[Field]) -> Iterator[str]:
    """Every text of a form, in lists and forms within too."""
    for field in fields:
        if isinstance(field, FieldList):
            yield from texts_of(field.entries)
        elif isinstance(field, FormField):
            yield from texts_of(field.form)
        elif isinstance(field, StringField) and not isinstance(field, HiddenField):
            yield field.data or ""


def fill_words(data: dict[str, Any], name: str, words: Any) -> None:
    """Set the start values of a pair of fields."""
    data[name] = serbian_of(words)
    data[f"{name}_en"] = (words or {}).get(ENGLISH, "")


def coded(kind: str, codes: Iterable[str]) -> list[SelectChoice]:
    """The choices of a coded value, named in the reader's language."""
    return [SelectChoice(str(code), LABELS[kind][str(code)]) for code in codes]


def term_choices(kind: str, held: Iterable[str] = ()) -> list[SelectChoice]:
    """The choices of a word of the taxonomy: the field's and the office's; one that
    the office retired where the thing holds it."""
    return [SelectChoice(code, label(kind, code)) for code in terms.offered(kind, held)]


def options(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Choices of (value, text), the empty one first."""
    return [SelectChoice(value, text) for value, text in (("", "–"), *pairs)]


def line(text: Any, *, hint: Any = "", required: bool = True, most: int = 200) -> Field:
    """One line of text."""
    first = InputRequired(REQUIRED) if required else Optional()
    return StringField(
        text,
        description=hint,
        validators=[first, Length(max=most, message=TOO_LONG)],
        filters=[_one_line],
    )


def passage(
    text: Any, *, hint: Any = "", required: bool = False, most: int = 2000
) -> Field:
    """Several lines of text."""
    first = InputRequired(REQUIRED) if required else Optional()
    return TextAreaField(
        text,
        description=hint,
        validators=[first, Length(max=most, message=TOO_LONG)],
        filters=[_lines],
    )


def _one_line(text: str | None) -> str | None:
    return plain_line(text) if text else text


def _lines(text: str | None) -> str | None:
    return plain(text) if text else text


class DayField(DateField):
    """A day; what cannot be read as one is kept and named."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        said = valuelist[0].strip().rstrip(".").replace(" ", "")
        self.data = _iso(said) or _serbian(said)
        if self.data is None:
            raise ValidationError(
                _l(
                    "Write a day as 22. 11. 2026. You entered %(said)s.",
                    said=valuelist[0],
                )
            )


def _iso(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _serbian(said: str) -> date | None:
    try:
        day, month, year = (int(part) for part in said.split("."))
        return date(year, month, day)
    except ValueError:
        return None

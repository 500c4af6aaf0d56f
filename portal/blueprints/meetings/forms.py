"""Forms of meetings: when and where, why not, and what a seat answers."""

from datetime import date, time
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import (
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from portal.blueprints.meetings.drafts import MeetingDraft
from portal.domain.meetings import MeetingKind, Mode, Reply
from portal.domain.words import in_language
from portal.forms import (
    REQUIRED,
    DayField,
    DeskForm,
    coded,
    fill_words,
    line,
    passage,
)
from portal.labels import wording
from portal.languages import current
from portal.models import Meeting, Team

STARTS, ENDS = time(10), time(11, 30)
_OWN = ("kind", "day", "starts_at", "ends_at", "link")


class TimeField(Field):
    """A time of day as people type it: 10:00, 10.00, 1000 or 10."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.strftime("%H:%M") if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        said = valuelist[0].strip() if valuelist else ""
        self.data = _time(said) if said else None
        if said and self.data is None:
            raise ValueError(wording("no_time", {"said": said}))


def _time(said: str) -> time | None:
    figures = said.replace(".", ":").rstrip(":h ").replace(" ", "")
    if figures.isascii() and figures.isdigit() and len(figures) in (3, 4):
        figures = f"{figures[:-2]}:{figures[-2:]}"
    hour, _, minute = figures.partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None


class MeetingForm(DeskForm):
    kind = SelectField(_l("Kind"), choices=coded("meeting_kind", MeetingKind))
    day = DayField(_l("Day"), validators=[InputRequired(REQUIRED)])
    starts_at = TimeField(
        _l("Starts at"),
        description=_l("As 10:00."),
        validators=[InputRequired(REQUIRED)],
    )
    ends_at = TimeField(_l("Ends at"), validators=[Optional()])
    place = line(_l("Place"), required=False, most=160)
    place_en = line(_l("Place, in English"), required=False, most=160)
    link = line(_l("Link, if people may come online"), required=False, most=300)
    title = line(
        _l("Purpose"),
        hint=_l("In a few words. No names of persons in need."),
        required=False,
        most=160,
    )
    title_en = line(_l("What for, in English"), required=False, most=160)
    partners = SelectMultipleField(
        _l("Together with"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    seen_version = HiddenField(default="0")

    def offer(self, teams: list[Team]) -> Self:
        """Fill the choice of teams to meet with."""
        language = current().code
        self.partners.choices = [
            SelectChoice(str(team.uid), in_language(team.name, language).text)
            for team in teams
        ]
        return self

    @classmethod
    def of(cls, meeting: Meeting, teams: list[Team], **how: Any) -> Self:
        """The form as the meeting stands; what was sent goes before."""
        data = _held(meeting)
        data["seen_version"] = str(meeting.row_version)
        joined = set(meeting.partner_team_ids)
        data["partners"] = [str(team.uid) for team in teams if team.id in joined]
        return cls(data=data, **how).offer(teams)

    @classmethod
    def like(cls, last: Meeting | None, day: date | None = None) -> Self:
        """As the last one was, on another day: one press is often enough."""
        data = _held(last) if last else {"starts_at": STARTS, "ends_at": ENDS}
        data |= {"kind": str(MeetingKind.REGULAR), "day": day}
        return cls(data=data | {"title": "", "title_en": ""})

    def draft(self) -> MeetingDraft:
        return MeetingDraft(
            kind=self.kind.data,
            day=self.moment("day"),
            starts_at=self.moment("starts_at"),
            ends_at=self.ends_at.data,
            title=self.optional_words("title"),
            place=self.optional_words("place"),
            link=self.link.data or None,
            partners=frozenset(self.partners.data or ()),
        )

    def moment(self, name: str) -> Any:
        """A day or a time that validation has made sure of."""
        return self._fields[name].data

    @property
    def seen(self) -> int:
        """The row version that the person saw; 0 for one that cannot be."""
        said = self.seen_version.data or ""
        return int(said) if said.isdecimal() else 0


def _held(meeting: Meeting) -> dict[str, Any]:
    data: dict[str, Any] = {name: getattr(meeting, name) for name in _OWN}
    fill_words(data, "title", meeting.title)
    fill_words(data, "place", meeting.place)
    return data


class CancelForm(DeskForm):
    reason = passage(_l("Why"), required=True, most=400)
    reason_en = passage(_l("Why, in English"), most=400)


class AnswerForm(DeskForm):
    """What a seat says; `seat` is asked where somebody holds several."""

    answer = RadioField(
        _l("Your answer"),
        choices=coded("reply", Reply),
        validators=[InputRequired(_l("Choose one of these."))],
    )
    substitute = line(
        _l("Who comes for you"),
        hint=_l("Only if a substitute comes."),
        required=False,
        most=120,
    )
    seat = HiddenField()


class HereForm(DeskForm):
    mode = RadioField(
        _l("How"), choices=coded("mode", Mode), default=Mode.IN_PERSON.value
    )
    seat = HiddenField()

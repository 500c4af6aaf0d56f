"""The one short form of a referral: to whom, what for, what came of it, how many."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row
from wtforms import HiddenField, IntegerField, SelectChoice, SelectField
from wtforms.validators import InputRequired, NumberRange

from portal.blueprints.referrals.actions import ReferralDraft
from portal.domain.referrals import (
    MOST_AT_ONCE,
    RESULTS,
    Quarter,
    most_of,
    result_of,
)
from portal.forms import REQUIRED, DeskForm, coded, options, term_choices
from portal.labels.referrals import quarter_words
from portal.languages import say
from portal.models import Organisation, Referral

FEW = _l("Enter a number from 1 to %(max)d.")


class ReferralForm(DeskForm):
    sender = SelectField(_l("Who referred"), validators=[InputRequired(REQUIRED)])
    receiver = SelectField(_l("To whom"), validators=[InputRequired(REQUIRED)])
    category = SelectField(_l("Kind of help"), validators=[InputRequired(REQUIRED)])
    result = SelectField(_l("What came of it"), validators=[InputRequired(REQUIRED)])
    quarter = SelectField(_l("Quarter"), validators=[InputRequired(REQUIRED)])
    amount = IntegerField(
        _l("How many like this"),
        default=1,
        validators=[
            InputRequired(REQUIRED),
            NumberRange(1, MOST_AT_ONCE, FEW),
        ],
    )
    seen_version = HiddenField()

    def offer(
        self,
        senders: list[Organisation],
        receivers: list[Row[Any]],
        helps: list[str],
        quarters: list[Quarter],
    ) -> None:
        """Fill the choices; who works for one body only is not asked for which.

        `helps` are the kinds of help that the chosen receiver offers: they come first.
        """
        own = {body.id for body in senders}
        if len(senders) < 2:
            del self.sender
        else:
            self.sender.choices = [_choice(body) for body in senders]
        others = [row for row in receivers if row.id not in own or len(own) > 1]
        self.receiver.choices = options(()) + [_grouped(row) for row in others]
        self.category.choices = options(()) + _helps(helps)
        if len(helps) == 1 and not self.category.data:
            self.category.data = helps[0]
        self.result.choices = options(()) + coded("referral_result", RESULTS)
        self.quarter.choices = [
            SelectChoice(str(quarter), quarter_words(quarter)) for quarter in quarters
        ]

    @classmethod
    def of(cls, line: Referral) -> "ReferralForm":
        data = {name: getattr(line, name) for name in ("category", "quarter", "amount")}
        data["receiver"] = str(line.receiver.uid)
        data["result"] = result_of(line.outcome, line.reason)
        data["seen_version"] = str(line.row_version)
        return cls(formdata=None, data=data)

    def keep(self, amount: int) -> None:
        """Let a line have as many as it has, though nobody counts so many at once."""
        most = most_of(amount)
        self.amount.validators = [InputRequired(REQUIRED), NumberRange(1, most, FEW)]
        self.amount.flags.max = most

    @property
    def seen(self) -> int:
        text = self.seen_version.data or ""
        return int(text) if text.isdecimal() else 0

    def draft(self) -> ReferralDraft:
        sender = self._fields.get("sender")
        return ReferralDraft(
            receiver=UUID(self.receiver.data),
            category=self.category.data,
            result=self.result.data,
            quarter=self.quarter.data,
            amount=self.amount.data,
            sender=UUID(sender.data) if sender else None,
        )


def _choice(body: Any) -> SelectChoice:
    return SelectChoice(str(body.uid), say(body.name).striptags())


def _helps(offered: list[str]) -> list[SelectChoice]:
    every = term_choices("category")
    if not offered:
        return every
    first = [c for code in offered for c in every if c.value == code]
    for choice in every:
        there = choice in first
        choice.optgroup = str(_l("Offered there") if there else _l("Other help"))
    return first + [choice for choice in every if choice not in first]


def _grouped(row: Row[Any]) -> SelectChoice:
    """A body under its town, or under the whole country."""
    town = say(row.town).striptags() if row.town else str(_l("The whole country"))
    choice = _choice(row)
    choice.optgroup = town
    return choice


class WordForm(DeskForm):
    """One press of a button, with the version of the line that was looked at."""

    seen_version = HiddenField()

    @property
    def seen(self) -> int:
        text = self.seen_version.data or ""
        return int(text) if text.isdecimal() else 0

"""Referrals that the bodies of the demonstration counted, quarter by quarter."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from portal.blueprints.referrals import actions, queries
from portal.blueprints.referrals.actions import ReferralDraft
from portal.db import db
from portal.domain.permissions import May
from portal.domain.referrals import (
    MOST_AT_ONCE,
    Quarter,
    Word,
    last_closed,
    quarter_of,
)
from portal.loading.stage import Diary, Stage
from portal.models import Referral

# Numbers of a closed quarter were counted so long before its end, and confirmed later.
COUNTED_BEFORE = timedelta(days=6)
CONFIRMED_AFTER = timedelta(days=4)


@dataclass
class ReferralStory:
    """One line of the files; `quarters_ago` counts back from the newest closed one."""

    stage: Stage
    data: dict[str, Any]

    def diary(self) -> Diary:
        """What happened to it, and when."""
        counted = self._counted_at()
        acts: Diary = [(counted, self._count)]
        if "confirmed_by" in self.data:
            acts.append((counted + CONFIRMED_AFTER, self._confirm))
        return acts

    @property
    def _quarter(self) -> Quarter:
        day = self.stage.day(0)
        if self.data.get("running"):
            return quarter_of(day)
        quarter = last_closed(day)
        for _ in range(self.data.get("quarters_ago", 0)):
            quarter = quarter.before
        return quarter

    def _counted_at(self) -> datetime:
        if self.data.get("running"):
            return self.stage.moment(0)
        last = self._quarter.last_day - COUNTED_BEFORE
        return self.stage.at - (self.stage.day(0) - last)

    def _count(self, at: datetime) -> None:
        host = queries.team(self.stage.teams[self.data["team"]].uid)
        left = self.data["amount"]
        while left:
            some = min(left, MOST_AT_ONCE)
            given = (actions.record, self._draft(some))
            self.stage.act(self.data["by"], May.RECORD_REFERRAL, host, *given, at=at)
            left -= some

    def _draft(self, amount: int) -> ReferralDraft:
        return ReferralDraft(
            receiver=self.stage.organisations[self.data["to"]].uid,
            category=self.data["category"],
            result=self.data["result"],
            quarter=str(self._quarter),
            amount=amount,
        )

    def _confirm(self, at: datetime) -> None:
        who = self.stage.actors[self.data["confirmed_by"]]
        waits = db.session.scalars(
            select(Referral).where(
                Referral.receiver_id.in_(who.body_ids),
                Referral.quarter == str(self._quarter),
                Referral.word == Word.WAITING,
            )
        )
        for line in list(waits):
            given = (actions.confirm, line.row_version)
            may = May.CONFIRM_REFERRAL
            self.stage.act(self.data["confirmed_by"], may, line, *given, at=at)

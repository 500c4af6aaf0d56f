"""What the page of minutes holds for whom: to write one point, or to read them all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.blueprints.minutes import queries, reading
from portal.blueprints.minutes.forms import LayersForm
from portal.blueprints.minutes.layers import mark
from portal.blueprints.minutes.queries import ItemShown, MinutesShown
from portal.domain.meetings import MOVES, MeetingState, MinutesState
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.words import in_language, typed
from portal.labels import label
from portal.languages import current
from portal.models import Meeting, MinutesMove
from portal.time import ZONE, day_of

MOVES_BY = {
    "circulate": May.CIRCULATE_MINUTES,
    "correct": May.CIRCULATE_MINUTES,
    "approve": May.APPROVE_MINUTES,
}


@dataclass(frozen=True)
class MinutesPage:
    """The chosen point with its form, or every point with its texts."""

    shown: MinutesShown
    chosen: ItemShown | None
    form: LayersForm | None
    internal: dict[int, str]
    moves: list[MinutesMove]
    may: dict[str, bool]
    at: datetime

    @property
    def sealed_words(self) -> dict[int, dict[str, str]]:
        """The internal texts in the script they were written in, to be shown."""
        return {item_id: typed(text) for item_id, text in self.internal.items()}

    def saved(self, moment: datetime | None) -> str:
        """When a layer was saved: the time of today, the day of any other."""
        return saved_at(moment, self.at) if moment else ""

    def differing(self, form: LayersForm) -> list[tuple[Any, str, str]]:
        """(layer, theirs, yours) wherever what stands is not what was typed."""
        if self.chosen is None:
            return []
        stands = _form(self.chosen, self.internal)
        names = ("internal", "public", "public_en")
        pairs = ((form[name], stands[name].data or "") for name in names)
        return [
            (mine.label.text, theirs, mine.data or "")
            for mine, theirs in pairs
            if (mine.data or "").replace("\r\n", "\n") != theirs
        ]


def page_of(
    actor: Actor, meeting: Meeting, wanted: str | None, at: datetime
) -> MinutesPage:
    """Gather it. What is opened of the internal layer is written down as read."""
    shown = queries.of_meeting(meeting, actor)
    chosen = _chosen(shown, wanted)
    opened = [chosen] if chosen else shown.items
    internal: dict[int, str] = {}
    if shown.may_read_internal:
        ids = [item.id for item in opened if item.internal_at]
        internal = reading.read_internal(actor, meeting, ids, at) if ids else {}
    may = {name: _may(actor, meeting, name) for name in MOVES_BY}
    form = _form(chosen, internal) if chosen else None
    moves = queries.moves(meeting.id) if shown.shows_public else []
    return MinutesPage(shown, chosen, form, internal, moves, may, at)


def _chosen(shown: MinutesShown, wanted: str | None) -> ItemShown | None:
    """The point to write: the wanted one, or the first that has no word yet."""
    if not shown.may_write or shown.approved or not shown.items or wanted == "all":
        return None
    fresh = [item for item in shown.items if not item.written] or shown.items
    return next((item for item in shown.items if str(item.uid) == wanted), fresh[0])


def _form(item: ItemShown, internal: dict[int, str]) -> LayersForm:
    opened, public = internal.get(item.id, ""), item.public or {}
    marks = mark(item.internal_version, opened), mark(item.public_version, public)
    return LayersForm.of(opened, public, marks)


def _may(actor: Actor, meeting: Meeting, move: str) -> bool:
    stands = (move, MinutesState(meeting.minutes_state)) in MOVES
    held = meeting.state == MeetingState.HELD
    return held and stands and allowed(actor, MOVES_BY[move], meeting)


def saved_at(moment: datetime, at: datetime) -> str:
    """The time in Belgrade today, 10:23, or the day before the time."""
    here = moment.astimezone(ZONE)
    day = "" if day_of(moment) == day_of(at) else f"{here:%d.%m.%Y.} "
    return f"{day}{here:%H:%M}"


def name_of(meeting: Meeting) -> str:
    """What a meeting is called where nobody gave it a title."""
    title = in_language(meeting.title, current().code).text
    return title or label("meeting_kind", meeting.kind)

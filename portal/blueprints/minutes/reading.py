"""The internal layer is opened here alone, and each page that opens it is kept."""

from datetime import datetime

from portal import audit
from portal.audit import Event
from portal.blueprints.minutes import queries
from portal.domain.people import Actor
from portal.models import Meeting
from portal.seal import unseal


def read_internal(
    actor: Actor, meeting: Meeting, item_ids: list[int], at: datetime
) -> dict[int, str]:
    """The internal texts of some points; the reading is kept before they are opened.

    For a request that writes nothing: the audit row takes the writer's place by itself.
    """
    sealed = queries.internal_layers(item_ids)
    if sealed:
        thing, team = str(meeting.uid), meeting.host_team_id
        fields = ("internal_minutes",)
        event = Event("read_minutes", "meeting", thing, team_id=team, fields=fields)
        audit.record_apart(actor, event, at)
    return {item_id: unseal(row.sealed) for item_id, row in sealed.items()}

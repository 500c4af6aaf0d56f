"""How far a pathway reaches, which teams share it and whose focal points it names."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import RadioField, SelectChoice, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from portal import audit
from portal.audit import Event
from portal.blueprints.pathways import marks
from portal.blueprints.pathways.forms import SeenForm
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.pathways import COUNTRIES, Scope, scopes_of
from portal.domain.people import Actor
from portal.forms import coded
from portal.languages import say
from portal.models import PathwayPartner, PathwayVersion, Team


@dataclass(frozen=True)
class ReachDraft:
    """The scope of a version; partners by the uids of their teams."""

    scope: str
    partners: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


def scopes(host: Team) -> tuple[Scope, ...]:
    return scopes_of(of_office=host.kind == "office")


def preset(scope: str | None, host: Team) -> Scope:
    """What a new pathway reaches: as its template says, if its host may have that."""
    may = scopes(host)
    return Scope(scope) if scope in may else may[0]


def checked(scope: str, host: Team) -> Scope:
    """DomainError where a team's pathway cannot reach so far."""
    if scope not in scopes(host):
        raise DomainError("scope_of_others", "scope")
    return Scope(scope)


def others(host: Team) -> list[Team]:
    """The teams that may share a pathway of this one; the office sees its own way."""
    asked = select(Team).where(Team.id != host.id, Team.kind != "office")
    return list(db.session.scalars(asked.order_by(Team.key)))


def _ticks(text: Any, hint: Any) -> Any:
    return SelectMultipleField(
        text,
        description=hint,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class ReachForm(SeenForm):
    scope = RadioField(_l("How far it reaches"))
    partners = _ticks(
        _l("Teams that share it"),
        _l(
            "Their members read the drafts too, and steps may name the public services"
            " of their towns. Writing and deciding stays with your team."
        ),
    )
    countries = _ticks(
        _l("With the focal points of"),
        _l("For a cross-border pathway. Step contacts are posts, never persons."),
    )

    def offer(self, host: Team, teams: list[Team]) -> "ReachForm":
        self.scope.choices = coded("scope", scopes(host))
        self.partners.choices = [
            SelectChoice(str(team.uid), say(team.name).striptags()) for team in teams
        ]
        self.countries.choices = coded("country", COUNTRIES)
        return self

    @classmethod
    def of(cls, version: PathwayVersion, **how: Any) -> "ReachForm":
        """The form as the version stands; what was sent goes before."""
        data = _held(version) | {"seen_version": marks.of_reach(version)}
        return cls(data=data, **how)

    def draft(self) -> ReachDraft:
        return ReachDraft(
            scope=self.scope.data,
            partners=tuple(self.partners.data or ()),
            countries=tuple(self.countries.data or ()),
        )


def _held(version: PathwayVersion) -> dict[str, Any]:
    return {
        "scope": version.scope,
        "partners": [str(row.team.uid) for row in version.pathway.partners],
        "countries": list(version.countries),
    }


def set_reach(
    actor: Actor, version: PathwayVersion, draft: ReachDraft, seen: str, at: datetime
) -> Event:
    """Say how far the version reaches and who shares the pathway; what is public stays
    as it is.

    DomainError "version_conflict" where somebody else saved since it was `seen`;
    "scope_of_others", "no_country", "unknown_code", "unknown_team".
    """
    if seen != marks.of_reach(version):
        raise DomainError("version_conflict")
    pathway, uid = version.pathway, str(version.uid)
    scope, before = checked(draft.scope, pathway.host_team), _held(version)
    audit.keep(actor, noun="pathway_version", thing=uid, before=before, at=at)
    crosses = scope == Scope.CROSS_BORDER
    version.scope = scope
    version.countries = _countries(draft.countries) if crosses else []
    wanted = _teams(draft.partners, pathway.host_team)
    kept = [row for row in pathway.partners if row.team_id in wanted]
    new = wanted.keys() - {row.team_id for row in kept}
    joined = [PathwayPartner(team=wanted[key], since_id=version.id) for key in new]
    pathway.partners = kept + joined
    db.session.flush()
    fields = ("scope", "partners", "countries")
    return Event("edit_version", "pathway_version", uid, version.host_team_id, fields)


def _countries(codes: Collection[str]) -> list[str]:
    if not codes:
        raise DomainError("no_country", "countries")
    if not set(codes) <= set(COUNTRIES):
        raise DomainError("unknown_code", "countries")
    return [code for code in COUNTRIES if code in codes]


def _teams(uids: Collection[str], host: Team) -> dict[int, Team]:
    known = {str(team.uid): team for team in others(host)}
    if not set(uids) <= known.keys():
        raise DomainError("unknown_team", "partners")
    return {known[uid].id: known[uid] for uid in uids}

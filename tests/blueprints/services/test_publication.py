import pytest
from sqlalchemy import select

from portal.blueprints.services import actions
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.permissions import May, allowed
from portal.domain.services import ServiceStatus
from portal.models import Revision

from .conftest import PHONE, Town, a_contact


def refusal(town: Town, action: object, *given: object) -> str:
    with pytest.raises(DomainError) as refused:
        town.do(action, *given)  # type: ignore[arg-type]
    return refused.value.code


def test_new_service_is_on_the_desk_only(town: Town) -> None:
    assert town.read().publication == "internal"
    assert town.public() == {}


def test_record_that_nobody_verified_cannot_be_proposed(town: Town) -> None:
    assert refusal(town, actions.propose, town.ana) == "not_verified"


def test_second_person_makes_it_public_and_both_stand_as_approvers(town: Town) -> None:
    town.publish()
    public = town.public()
    assert [c["value"] for c in public["contacts"]] == [PHONE]
    assert (public["verified_on"], public["verify_by"]) == ("2026-11-22", "2027-05-21")
    standing = town.standing()
    assert standing is not None
    both = {town.ana.person_uid, town.dragan.person_uid}
    assert set(standing.approvers) == both


def test_proposer_cannot_confirm_the_own_proposal(town: Town) -> None:
    town.do(actions.verify, town.ana)
    town.do(actions.propose, town.ana)
    assert not allowed(town.ana, May.CONFIRM_SERVICE, town.read())
    assert refusal(town, actions.confirm, town.ana) == "same_person"
    assert town.public() == {}


def test_who_edits_a_proposal_cannot_confirm_the_own_words(town: Town) -> None:
    town.do(actions.verify, town.ana)
    town.do(actions.propose, town.ana)
    town.edit(town.dragan, cost={"en": "Free"})
    assert not allowed(town.dragan, May.CONFIRM_SERVICE, town.read())
    assert refusal(town, actions.confirm, town.dragan) == "same_person"


def test_changed_number_stays_off_the_site_until_verified_and_confirmed(
    town: Town,
) -> None:
    town.publish()
    town.edit(town.ana, contacts=(a_contact("+381 000 999 999"),))
    assert town.read().publication == "proposed"
    public = town.public()
    assert [c["value"] for c in public["contacts"]] == [PHONE]
    assert refusal(town, actions.confirm, town.dragan) == "not_verified"
    town.do(actions.verify, town.ana)
    public = town.public()
    assert [c["value"] for c in public["contacts"]] == [PHONE]
    town.do(actions.confirm, town.dragan)
    public = town.public()
    assert [c["value"] for c in public["contacts"]] == ["+381 000 999 999"]


def test_number_smuggled_into_the_summary_waits_too(town: Town) -> None:
    town.publish()
    town.edit(town.ana, summary={"en": "Call +381 000 999 999."})
    assert town.read().publication == "proposed"
    public = town.public()
    assert public["summary"]["en"] == "It listens."


def test_taking_a_number_back_is_public_at_once(town: Town) -> None:
    town.publish()
    town.edit(town.ana, contacts=(a_contact(audience="professional"),))
    public = town.public()
    assert public["contacts"] == []
    assert town.read().publication == "public"


def test_raised_tier_is_public_at_once_though_the_rest_waits(town: Town) -> None:
    town.publish()
    town.edit(town.ana, tier="confidential", summary={"en": "Something new."})
    public = town.public()
    assert (public["tier"], public["area"]) == ("confidential", None)
    assert public["summary"]["en"] == "It listens."
    assert town.read().publication == "proposed"


def test_lowered_tier_waits_for_a_second_person(town: Town) -> None:
    town.publish()
    town.edit(town.ana, tier="public", address={"en": "Invented 1"})
    public = town.public()
    assert (public["tier"], public["address"]) == ("area", None)
    assert town.read().publication == "proposed"


def test_closing_is_public_at_once_and_opening_again_takes_two(town: Town) -> None:
    town.publish()
    town.do(actions.set_status, town.ana, ServiceStatus.CLOSED)
    assert town.public()["status"] == "closed"
    town.do(actions.set_status, town.ana, ServiceStatus.RUNNING)
    assert town.public()["status"] == "closed"
    assert not allowed(town.ana, May.CONFIRM_SERVICE, town.read())
    town.do(actions.confirm, town.dragan)
    assert town.public()["status"] == "running"


def test_closing_reaches_the_public_while_a_change_waits(town: Town) -> None:
    town.publish()
    town.edit(town.ana, summary={"en": "New words."})
    town.do(actions.set_status, town.ana, ServiceStatus.SUSPENDED)
    public = town.public()
    assert (public["status"], public["summary"]["en"]) == ("suspended", "It listens.")


def test_one_person_takes_it_off_at_once(town: Town) -> None:
    town.publish()
    town.do(actions.hide, town.dragan)
    assert town.public() == {}
    assert town.read().publication == "internal"


def test_verifying_again_moves_the_public_dates(town: Town) -> None:
    town.publish()
    town.clock.move(days=100)
    town.do(actions.verify, town.dragan)
    assert town.public()["verified_on"] == "2027-03-02"


def test_acts_in_the_wrong_state_are_refused(town: Town) -> None:
    assert refusal(town, actions.confirm, town.dragan) == "service_moved"
    town.publish()
    assert refusal(town, actions.propose, town.ana) == "service_moved"


def test_edit_keeps_what_stood_before(town: Town) -> None:
    event = town.edit(town.ana, name={"en": "Other"}, contacts=())
    assert set(event.fields) == {"name", "contacts"}
    with town.app.app_context():
        kept = db.session.scalars(select(Revision)).one()
    assert kept.before["name"] == {"sr-Cyrl": "Савет", "en": "Advice"}
    assert kept.before["contacts"][0]["value"] == PHONE


def test_edit_of_what_somebody_else_saved_is_refused(town: Town) -> None:
    seen = town.read().row_version
    town.edit(town.dragan, contacts=(a_contact("+381 000 333 333"),))
    with pytest.raises(DomainError) as refused:
        town.edit(town.ana, seen=seen)
    assert refused.value.code == "service_conflict"


def test_address_needs_a_public_place(town: Town) -> None:
    with pytest.raises(DomainError) as refused:
        town.edit(town.ana, address={"en": "Invented 1"})
    assert (refused.value.code, refused.value.field) == (
        "address_not_for_tier",
        "address",
    )


def test_local_team_cannot_claim_the_national_number(town: Town) -> None:
    with pytest.raises(DomainError) as refused:
        town.edit(town.ana, national_number=True)
    assert refused.value.code == "number_is_offices"

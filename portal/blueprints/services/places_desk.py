"""The desk of exact places: a page for custodians, and one to name them."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.services import places, queries, traces
from portal.blueprints.services.forms import CustodianForm, PlaceForm
from portal.domain.errors import DomainError
from portal.domain.permissions import May
from portal.models import Person, Service
from portal.time import now, today

desk = Blueprint("places", __name__, url_prefix="/<uuid:uid>")


@desk.get("/place")
@needs(May.READ_PLACE, queries.service)
def place(service: Service) -> ResponseReturnValue:
    text = places.read_place(current_actor(), service, now())
    return _page(service, PlaceForm(formdata=None, data={"place": text}))


def _page(service: Service, form: PlaceForm) -> str:
    return render_template("services/desk/place.html", service=service, form=form)


@desk.post("/place")
@needs(May.READ_PLACE, queries.service)
def write_place(service: Service) -> ResponseReturnValue:
    form = PlaceForm()
    if not form.validate():
        return _page(service, form), 422
    event = places.set_place(current_actor(), service, form.place.data, now())
    return done(event, url_for("services.service", uid=service.uid))


@desk.get("/custodians")
@needs(May.KEEP_SERVICE, queries.service)
def custodians(service: Service) -> ResponseReturnValue:
    return _custodians_page(service, CustodianForm(formdata=None), _members(service))


def _members(service: Service) -> list[Person]:
    return traces.members(service.host_team_id, today())


def _custodians_page(
    service: Service, form: CustodianForm, members: list[Person]
) -> str:
    named = service.custodian_ids
    actor = current_actor()
    others = [m for m in members if m.id not in named and m.id != actor.person_id]
    return render_template(
        "services/desk/custodians.html",
        service=service,
        form=form.offer(others),
        custodians=list(traces.people(named).values()) if named else [],
        others=others,
    )


@desk.post("/custodians")
@needs(May.KEEP_SERVICE, queries.service)
def name_custodian(service: Service) -> ResponseReturnValue:
    members = _members(service)
    form = CustodianForm().offer(members)
    if form.validate():
        person = next(m for m in members if str(m.uid) == form.person.data)
        try:
            event = places.name_custodian(current_actor(), service, person, now())
            return done(event, url_for(".custodians", uid=service.uid))
        except DomainError as error:
            form.reject(error)
    return _custodians_page(service, form, members), 422


@desk.post("/custodians/end")
@needs(May.KEEP_SERVICE, queries.service)
def end_custodian(service: Service) -> ResponseReturnValue:
    named = traces.people(service.custodian_ids).values()
    form = CustodianForm().offer(list(named))
    if not form.validate():
        return _custodians_page(service, form, _members(service)), 422
    person = next(p for p in named if str(p.uid) == form.person.data)
    event = places.end_custodian(current_actor(), service, person, now())
    return done(event, url_for(".custodians", uid=service.uid))

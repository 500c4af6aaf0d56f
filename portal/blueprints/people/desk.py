"""Signing in, the second factor, invitations, language, signing out."""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

import segno
from flask import (
    Blueprint,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal import sessions
from portal.access import current_actor, needs, open_to_all
from portal.acts import follow
from portal.audit import Event
from portal.blueprints.people import actions, kept, queries, secrets, throttle
from portal.blueprints.people.forms import CodeForm, PasswordForm, SignInForm
from portal.db import begin_write, db
from portal.domain.people import Actor, needs_second_factor
from portal.domain.permissions import May
from portal.labels import wording
from portal.languages import BY_CODE
from portal.models import Person
from portal.seal import seal, unseal
from portal.time import now

desk = Blueprint("people", __name__, url_prefix="/desk")

HALF_WAY = timedelta(minutes=10)


@desk.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    if current_actor().is_somebody and not kept.carried():
        return redirect(url_for("overview.home"))
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_page(form, 422 if form.is_submitted() else 200)
    email = form.email.data or ""
    wait = throttle.wait(email, _network(), now())
    if wait:
        form.form_errors.append(wording("wait", {"minutes": _minutes(wait)}))
        return _sign_in_page(form, 429)
    person = queries.person_by_email(email)
    if not secrets.password_fits(person, form.password.data or "") or person is None:
        begin_write()
        throttle.failed(email, _network(), now())
        db.session.commit()
        form.form_errors.append(wording("sign_in_failed", {}))
        return _sign_in_page(form, 422)
    return _password_was_right(person)


def _sign_in_page(form: SignInForm, status: int) -> ResponseReturnValue:
    page = render_template("people/desk/sign_in.html", form=form, kept=kept.carried())
    return page, status


def _network() -> str:
    """Where the visitor comes from; a home with IPv6 has the whole of a /64."""
    address = ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104
    bits = 64 if address.version == 6 else 32
    return str(ip_network((address, bits), strict=False))


def _minutes(wait: timedelta) -> int:
    return int(wait.total_seconds() // 60) + 1


def _password_was_right(person: Person) -> ResponseReturnValue:
    """On to the second factor where there is one, or must be."""
    roles = queries.roles_of(person.id, now())
    if person.totp_secret is None and not needs_second_factor(roles):
        return _finish(person, second_factor=False)
    session["half_way"] = [person.id, now().isoformat(), _password_of(person)]
    if person.totp_secret is None:
        session["new_totp"] = seal(secrets.new_totp()).decode()
        return _enrol_page(CodeForm(formdata=None), person, 200)
    return _code_page(CodeForm(formdata=None), person, 200)


def _finish(person: Person, *, second_factor: bool) -> ResponseReturnValue:
    person_id, form = person.id, kept.carried()
    begin_write()
    person = _known(person_id)
    throttle.succeeded(person.email)
    event = actions.sign_in(person, second_factor=second_factor, at=now())
    follow(Actor(person.id), event)
    db.session.commit()
    if form:
        return render_template("people/desk/again.html", kept=form)
    return redirect(url_for("overview.home"), 303)


def _known(person_id: int) -> Person:
    return queries.person_by_id(person_id) or abort(404)


def _half_way() -> Person | None:
    """Who gave the right password a moment ago, if it is still the right one."""
    person_id, since, password = session.get("half_way", (None, None, None))
    if person_id is None or now() - datetime.fromisoformat(since) > HALF_WAY:
        return None
    person = queries.person_by_id(person_id)
    return person if person and _password_of(person) == password else None


def _password_of(person: Person) -> str:
    """Which password it is, without saying anything of it."""
    return sessions.hashed(person.password_hash or "")


def _from_the_start() -> ResponseReturnValue:
    """Half of the way was too long ago; what was typed before still goes along."""
    if kept.carried():
        return _sign_in_page(SignInForm(formdata=None), 401)
    return redirect(url_for("people.sign_in"), 303)


def _code_page(form: CodeForm, person: Person, status: int) -> ResponseReturnValue:
    demo = current_app.config["SETTINGS"].demo
    page = render_template(
        "people/desk/second_factor.html",
        form=form,
        kept=kept.carried(),
        demo_code=secrets.code_now(person, now().timestamp()) if demo else None,
    )
    return page, status


@desk.route("/second-factor", methods=["GET", "POST"])
@open_to_all
def second_factor() -> ResponseReturnValue:
    person = _half_way()
    if person is None or person.totp_secret is None:
        return _from_the_start()
    form = CodeForm()
    if not form.validate_on_submit():
        return _code_page(form, person, 422 if form.is_submitted() else 200)
    wait = throttle.wait(person.email, _network(), now())
    if wait:
        form.form_errors.append(wording("wait", {"minutes": _minutes(wait)}))
        return _code_page(form, person, 429)
    return _code_given(form, person.id)


def _code_given(form: CodeForm, person_id: int) -> ResponseReturnValue:
    begin_write()
    person = _known(person_id)
    if secrets.use_code(person, form.code.data or "", now().timestamp()):
        db.session.commit()
        return _finish(person, second_factor=True)
    throttle.failed(person.email, _network(), now())
    db.session.commit()
    form.reject_with("code", wording("wrong_code", {}))
    return _code_page(form, person, 422)


def _enrol_page(form: CodeForm, person: Person, status: int) -> ResponseReturnValue:
    secret = unseal(session["new_totp"].encode())
    picture = segno.make(secrets.totp_address(secret, person.email))
    page = render_template(
        "people/desk/enrol.html",
        form=form,
        kept=kept.carried(),
        picture=picture.svg_data_uri(scale=5, dark="#241a22", light="#ffffff"),
        secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
    )
    return page, status


@desk.route("/second-factor/new", methods=["GET", "POST"])
@open_to_all
def enrol() -> ResponseReturnValue:
    person = _half_way()
    if person is None or person.totp_secret or "new_totp" not in session:
        return _from_the_start()
    form = CodeForm()
    if not form.validate_on_submit():
        return _enrol_page(form, person, 422 if form.is_submitted() else 200)
    secret = unseal(session["new_totp"].encode())
    step = secrets.fitting_step(secret, form.code.data or "", now().timestamp())
    if step is None:
        form.reject_with("code", wording("wrong_code", {}))
        return _enrol_page(form, person, 422)
    begin_write()
    person = _known(person.id)
    follow(Actor(person.id), actions.enrol(person, secret, step))
    db.session.commit()
    return _finish(person, second_factor=True)


@desk.route("/invitation/<token>", methods=["GET", "POST"])
@open_to_all
def invitation(token: str) -> ResponseReturnValue:
    form = PasswordForm()
    valid = form.validate_on_submit()
    if form.is_submitted():
        begin_write()
    found = queries.open_invitation(token, now())
    if found is None:
        return render_template("people/desk/invitation_over.html"), 404
    if not valid:
        status = 422 if form.is_submitted() else 200
        return render_template("people/desk/invitation.html", form=form), status
    person = found.person
    event = actions.accept(found, form.password.data or "", now())
    follow(Actor(person.id), event)
    db.session.commit()
    return _password_was_right(person)


@desk.post("/sign-out")
@needs(May.USE_DESK)
def sign_out() -> ResponseReturnValue:
    actor = current_actor()
    follow(actor, Event("sign_out", "person", actor.person_uid))
    sessions.end(current_user.session_id, now())
    return redirect(url_for("people.sign_in"), 303)


@desk.post("/language")
@open_to_all
def language() -> ResponseReturnValue:
    code = request.form.get("language", "")
    if code not in BY_CODE:
        abort(404)
    session["language"] = code
    actor = current_actor()
    if actor.is_somebody:
        begin_write()
        _known(actor.person_id or 0).language = code
        fields = ("language",)
        follow(
            actor, Event("choose_language", "person", actor.person_uid, None, fields)
        )
        db.session.commit()
    return redirect(_back(request.form.get("next", "")), 303)


def _back(address: str) -> str:
    """The page that the reader was on, if it is one of the desk's."""
    return address if kept.on_desk(address, "GET") else url_for("overview.home")

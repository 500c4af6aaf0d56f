"""The command `portal`: make an instance, serve it, publish it, look after it."""

import secrets
import sys
from pathlib import Path
from typing import Any

import click
from cryptography.fernet import Fernet
from flask import Flask, url_for
from pydantic import ValidationError

from portal import UnsafeSettings, create_app, demo, doctor, serve
from portal.blueprints.people import actions as people
from portal.blueprints.people import queries as people_queries
from portal.blueprints.people import seats
from portal.blueprints.search.indexing import index_all
from portal.config import CONTENT, Settings, settings_from
from portal.db import begin_write, db, migrate_database
from portal.domain.baseline import BaselineError, read_baseline
from portal.domain.people import Role
from portal.languages import ALL
from portal.loading.baseline import load_baseline
from portal.publish import Publisher, Refused
from portal.time import now
from portal.work import build_all
from portal.work import work as do_work

FRESH = """\
# Settings of this instance; keep the two keys secret, and apart from the backups.
data_dir = "data"
secret_key = "{secret}"
encryption_key = "{key}"
allowed_hosts = ["portal.example"]
site_url = "https://portal.example"
"""


@click.group()
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=Path("portal.toml"),
    show_default=True,
    help="File with settings; PORTAL_<NAME> in the environment goes first.",
)
@click.pass_context
def main(context: click.Context, config: Path) -> None:
    """Service maps, referral pathways and local teams against human trafficking."""
    context.obj = config


def _settings(config: Path) -> Settings:
    try:
        return settings_from(config)
    except ValidationError as error:
        raise click.ClickException(f"settings are wrong:\n{error}") from error


def _app(config: Path) -> Flask:
    try:
        return create_app(_settings(config))
    except UnsafeSettings as error:
        raise click.ClickException(f"these settings are unsafe:\n{error}") from error


@main.command()
@click.pass_obj
def init(config: Path) -> None:
    """Write fresh settings if there are none, and make or update the database."""
    if not config.exists():
        config.touch(mode=0o600)
        config.write_text(
            FRESH.format(
                secret=secrets.token_urlsafe(48), key=Fernet.generate_key().decode()
            )
        )
        click.echo(f"Wrote {config}: set allowed_hosts and site_url in it.")
    settings = _settings(config)
    migrate_database(settings.database)
    _index(config)
    click.echo("The database is ready. Next: portal load baseline, portal user add.")


def _index(config: Path) -> int:
    """Bring what the desk searches in line with the rows."""
    with _app(config).app_context():
        begin_write()
        moved = index_all()
        db.session.commit()
    return moved


@main.command("index")
@click.pass_obj
def index_command(config: Path) -> None:
    """Make what the desk searches anew from the rows; portal init does it too."""
    click.echo(f"{_index(config)} entries were not true; all are now.")


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.pass_obj
def serve_command(config: Path, host: str, port: int) -> None:
    """Serve the desk and the site, and do jobs beside it."""
    app = _app(config)
    serve.run(app, config=config, host=host, port=port)


@main.command("work")
@click.option("--beside", type=int, help="Process id of the server to end with.")
@click.pass_obj
def work_command(config: Path, beside: int | None) -> None:
    """Do waiting jobs: builds of the site, mails."""
    with serve.stop_signal() as stop:
        do_work(_app(config), _settings(config), stop=stop, beside=beside)


@main.command("demo")
@click.option("--dir", "folder", type=click.Path(path_type=Path), default="demo-data")
@click.option("--port", default=8000, show_default=True)
@click.option("--reset", is_flag=True, help="Throw away what was typed before.")
def demo_command(folder: Path, port: int, *, reset: bool) -> None:
    """Show the portal with invented people and services."""
    demo.run(folder, port=port, reset=reset)


@main.command()
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Default: today.")
@click.pass_obj
def publish(config: Path, day: Any) -> None:
    """Build the whole public site and swap it in."""
    publisher = Publisher(_settings(config))
    try:
        with _app(config).app_context():
            manifest = (
                publisher.full(day.date()) if day else build_all(publisher, now())
            )
    except (Refused, OSError) as error:
        raise click.ClickException(f"not built, the site stays: {error}") from error
    click.echo(f"Built {len(manifest.files)} files for {manifest.date}.")


@main.group()
def user() -> None:
    """People who can sign in."""


@user.command("add")
@click.argument("email")
@click.option("--name", prompt=True)
@click.option("--role", type=click.Choice([role.value for role in Role]), prompt=True)
@click.option("--team", prompt=True, help="The team's short name, such as vranje.")
@click.option("--organisation", prompt=True, help="The organisation's short name.")
@click.option(
    "--language", type=click.Choice([x.code for x in ALL]), default=ALL[0].code
)
@click.pass_obj
def user_add(config: Path, email: str, **given: str) -> None:
    """Give somebody a seat, and print the link that lets them choose a password."""
    app = _app(config)
    with app.app_context():
        begin_write()
        try:
            token = seats.add_with_seat(email=email, at=now(), **given)
        except LookupError as error:
            raise click.ClickException(str(error)) from error
        db.session.commit()
    click.echo(f"{_link(app, token)}\nIt works once, within a week.")


@user.command("invite")
@click.argument("email")
@click.pass_obj
def user_invite(config: Path, email: str) -> None:
    """A new link for somebody who lost password or phone; it ends their sessions."""
    app = _app(config)
    with app.app_context():
        begin_write()
        person = people_queries.person_by_email(email)
        if person is None:
            raise click.ClickException(f"nobody here has the address {email}")
        token = people.invite(person, now())
        db.session.commit()
    click.echo(_link(app, token))


def _link(app: Flask, token: str) -> str:
    settings: Settings = app.config["SETTINGS"]
    with app.test_request_context(base_url=settings.desk_address or None):
        return settings.desk_address + url_for("people.invitation", token=token)


@main.group()
def load() -> None:
    """Data from files."""


@load.command("baseline")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True),
    default=CONTENT / "baseline-2017",
)
@click.pass_obj
def load_baseline_command(config: Path, folder: Path) -> None:
    """The findings of 2017: towns, teams, figures, with source and date."""
    try:
        baseline = read_baseline(folder)
    except BaselineError as error:
        raise click.ClickException(f"nothing was loaded:\n{error}") from error
    with _app(config).app_context():
        begin_write()
        counts = load_baseline(baseline, now())
        db.session.commit()
    click.echo(counts)


@main.command("doctor")
@click.pass_obj
def doctor_command(config: Path) -> None:
    """Say what is wrong with this instance, and what to do."""
    findings = doctor.look(_settings(config))
    for finding in findings:
        click.echo(f"- {finding}")
    click.echo("All is well." if not findings else f"{len(findings)} to look at.")
    sys.exit(1 if findings else 0)

"""The demonstration: an instance with invented data, made in a few seconds."""

import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from cryptography.fernet import Fernet

from portal import anchor, create_app, serve
from portal.config import CONTENT, Settings, settings_from
from portal.db import begin_write, db, migrate_database
from portal.domain.baseline import read_baseline
from portal.loading.baseline import load_baseline
from portal.loading.cast import DEMO_PASSWORD
from portal.loading.demonstration import load_demonstration, sign_ins
from portal.publish import Publisher, Refused
from portal.time import now
from portal.work import build_all

OWNED = (
    *("portal.toml", "portal.sqlite", "portal.sqlite-shm", "portal.sqlite-wal"),
    anchor.NAME,
)


def run(folder: Path, *, port: int, reset: bool) -> None:
    """Make the instance where there is none, build its site, serve it."""
    if reset:
        _remove(folder)
    config = folder / "portal.toml"
    if not config.exists():
        _make(folder, config)
    settings = settings_from(config)
    app = create_app(settings)
    with app.app_context():
        _publish(settings)
        _greet(f"http://127.0.0.1:{port}")
        db.engine.dispose()
    serve.run(app, config=config, host="127.0.0.1", port=port)


def _publish(settings: Settings) -> None:
    try:
        with _step("Building the public site"):
            build_all(Publisher(settings), now())
    except Refused as refusal:
        click.echo(f"not built, the site of last time stays: {refusal}")


def _remove(folder: Path) -> None:
    """Only what a demonstration has made there."""
    for name in OWNED:
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "site", ignore_errors=True)


def _make(folder: Path, config: Path) -> None:
    """Made under another name until it is whole: a start that is broken off counts
    for nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    _remove(folder)
    settings = _fresh(folder)
    with _step("Making the database"):
        migrate_database(settings.database)
    with create_app(settings).app_context():
        with _step("Loading the baseline of 2017"):
            _in_one_act(
                lambda: load_baseline(read_baseline(CONTENT / "baseline-2017"), now())
            )
        with _step("Inventing people, services and pathways"):
            _in_one_act(lambda: load_demonstration(now()))
        db.engine.dispose()
    (folder / "portal.toml.new").replace(config)


def _in_one_act(load: Callable[[], object]) -> None:
    begin_write()
    load()
    db.session.commit()


def _fresh(folder: Path) -> Settings:
    lines = {
        "data_dir": str(folder.resolve()),
        "secret_key": secrets.token_urlsafe(48),
        "encryption_key": Fernet.generate_key().decode(),
    }
    text = "".join(f'{name} = "{value}"\n' for name, value in lines.items())
    file = folder / "portal.toml.new"
    file.touch(mode=0o600)
    file.write_text(f'{text}allowed_hosts = ["127.0.0.1", "localhost"]\ndemo = true\n')
    return settings_from(file)


@contextmanager
def _step(what: str) -> Iterator[None]:
    click.echo(f"{what} … ", nl=False)
    sys.stdout.flush()
    started = time.monotonic()
    yield
    click.echo(f"{time.monotonic() - started:.1f} s")


def _greet(address: str) -> None:
    click.echo(f"\nThe portal: {address}/  Its desk: {address}/desk/\n")
    for who in sign_ins():
        click.echo(f"  {who.email:<28}{who.name}, {who.what}")
    click.echo(f"\n  Password of all: {DEMO_PASSWORD}")
    click.echo("  Second step: the page that asks for the code shows it.")
    click.echo("\nCtrl-C stops it; the next start keeps what was typed.\n")

"""No internal or confidential value leaves its circle: promise 2, column by column."""

import smtplib
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from portal import doctor, mail
from portal.config import Settings
from portal.db import Base, begin_write, db
from portal.models import AuditEvent
from portal.publish import Publisher
from tests import world
from tests.aviary import Aviary
from tests.canaries import CODED, DERIVED, WITHOUT_PAGE, columns, takes_text
from tests.crawl import Crawl
from tests.programs import asked
from tests.visit import signed_in


@pytest.fixture
def aviary(app: Flask) -> Aviary:
    with app.app_context():
        begin_write()
        aviary = Aviary()
        db.session.commit()
    return aviary


def test_every_column_says_in_which_circle_it_belongs() -> None:
    marks = {name: column.info.get("circle") for name, column in columns().items()}
    known = {"public", "internal", "confidential"}
    assert {name: m for name, m in marks.items() if m not in known} == {}
    assert len(marks) > 150


@pytest.mark.one_engine
def test_every_column_that_takes_text_and_is_not_public_has_a_canary(
    aviary: Aviary,
) -> None:
    private = {
        name
        for name, column in columns().items()
        if column.info["circle"] != "public" and takes_text(column)
    }
    planted = {canary.column for canary in aviary.cage.all}
    assert private - CODED - DERIVED == planted & private
    assert private >= CODED | DERIVED


def crawls(app: Flask, aviary: Aviary) -> dict[str, Crawl]:
    """Each role follows its links, then tries every address that anybody found, and
    the complete edition as a file of a version that is public and of one that is not.
    """
    found = {}
    for role, actor in aviary.people.items():
        found[role] = Crawl(signed_in(app, actor)).follow(*aviary.start)
    everything = sorted({url for crawl in found.values() for url in crawl.pages})
    everything += [
        f"/desk/pathways/versions/{aviary.uids[state]}/professional.pdf"
        for state in ("published", "draft")
    ]
    for crawl in found.values():
        crawl.follow(*everything)
    return found


def readers(
    app: Flask, settings: Settings, aviary: Aviary
) -> dict[str, dict[str, str]]:
    """What each reader can lay hands on: pages, files, findings, mails."""
    found = {role: crawl.pages for role, crawl in crawls(app, aviary).items()}
    with app.app_context():
        Publisher(settings).full(world.TODAY, insist=True)
    found["site"] = dict(texts_of(settings.site_dir))
    found["api"] = asked(app.test_client())
    found["doctor"] = {"doctor": "\n".join(doctor.look(settings))}
    return found


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file of a folder by its name, and those that are packed in it."""
    for file in folder.rglob("*"):
        if file.is_file():
            yield str(file), file.read_bytes().decode(errors="replace")
            if file.suffix in (".zip", ".xlsx"):
                with zipfile.ZipFile(file) as packed:
                    for name in packed.namelist():
                        yield f"{file}/{name}", packed.read(name).decode()


@pytest.mark.one_engine
def test_no_canary_leaves_its_circle_and_each_is_found_by_somebody_entitled(
    app: Flask, settings: Settings, aviary: Aviary, tell: Any, capfd: Any
) -> None:
    seen = readers(app, settings, aviary)
    assert all(len(pages) > 20 for role, pages in seen.items() if role != "doctor")
    leaks, silent = [], []
    for canary in aviary.cage.all:
        finds = {
            role: [url for url, page in pages.items() if canary.text in page]
            for role, pages in seen.items()
        }
        found = {role for role, urls in finds.items() if urls}
        leaks += [
            f"{canary.column} is read by {role} at {finds[role][0]}"
            for role in sorted(found - canary.entitled)
        ]
        if canary.entitled - {"mail"} and not found & canary.entitled:
            silent.append(canary.column)
    assert leaks == []
    assert _sheets_read(seen, aviary) == {
        "draft/professional.pdf": {"member", "coordinator", "custodian"},
        "published/professional.pdf": set(aviary.people),
        "published/public.pdf": set(aviary.people),
        "published/poster.pdf": set(aviary.people),
    }
    assert silent == [], "nobody found these, so nothing is proven of them"
    logged = "".join(capfd.readouterr())
    assert [c.column for c in aviary.cage.all if c.text in logged] == []
    pages = sum(len(found) for found in seen.values())
    tell(f"{len(aviary.cage.all)} canaries, {pages} pages and files, 0 leaks")


def _sheets_read(
    seen: dict[str, dict[str, str]], aviary: Aviary
) -> dict[str, set[str]]:
    """In which PDF files who read a canary: else their words would prove nothing."""
    found: dict[str, set[str]] = {}
    names = {uid: state for state, uid in aviary.uids.items()}
    for role, pages in seen.items():
        for url, page in pages.items():
            if url.endswith(".pdf") and "canary" in page.partition("\n\n")[2]:
                *_, uid, name = url.split("/")
                found.setdefault(f"{names[uid]}/{name}", set()).add(role)
    return found


@pytest.mark.one_engine
def test_canaries_without_a_page_are_there_and_say_why(
    app: Flask, aviary: Aviary
) -> None:
    unread = {c.column: c.text for c in aviary.cage.all if not c.entitled}
    assert unread.keys() == WITHOUT_PAGE.keys()
    with app.app_context():
        for column, canary in unread.items():
            table, _, name = column.partition(".")
            stored = Base.metadata.tables[table].c[name]
            rows = db.session.scalars(db.select(stored)).all()
            assert canary in str(rows), column


@pytest.mark.one_engine
def test_mail_tells_nothing_but_a_link_to_the_person_it_goes_to(
    app: Flask, aviary: Aviary, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[EmailMessage] = []

    class Post:
        """Takes letters in place of a mail server."""

        def __init__(self, *where: object, **how: object) -> None:
            self.send_message = sent.append

        def __enter__(self) -> "Post":
            return self

        def __exit__(self, *what: object) -> None:
            pass

    monkeypatch.setattr(smtplib, "SMTP", Post)
    app.config["SETTINGS"].smtp_host = "localhost"
    dragan = aviary.people["member"].person_id
    with app.app_context():
        notice = {"person": dragan, "notice": "approval", "thing": aviary.waiting}
        mail.send(notice)
    (letter,) = sent
    found = {c.column for c in aviary.cage.all if c.text in letter.as_string()}
    assert found == {"person.email"}


@pytest.mark.one_engine
def test_duty_phones_and_places_are_nowhere_in_the_built_site(
    app: Flask, settings: Settings, aviary: Aviary
) -> None:
    with app.app_context():
        Publisher(settings).full(world.TODAY, insist=True)
        rows = db.session.execute(
            text("SELECT value FROM service_contact WHERE audience = 'professional'")
        )
        phones = [row.value.replace(" ", "") for row in rows]
        uids = [str(actor.person_uid) for actor in aviary.people.values()]
    site = "".join(said for _, said in texts_of(settings.site_dir))
    assert len(phones) == 4
    assert [p for p in phones if p[-6:] in site.replace(" ", "")] == []
    assert [uid for uid in uids if uid in site] == []


def test_each_reading_of_an_exact_place_is_in_the_log(
    app: Flask, aviary: Aviary
) -> None:
    for role, actor in aviary.people.items():
        client = signed_in(app, actor)
        client.get(aviary.place, base_url="https://localhost")
        client.head(aviary.place, base_url="https://localhost")
        with app.app_context():
            read = db.select(AuditEvent.person_id).where(
                AuditEvent.verb == "read_place"
            )
            readers = db.session.scalars(read).all()
        assert readers == ([actor.person_id] * 2 if role == "custodian" else []), role
        if role == "custodian":
            return


def test_ordinary_dump_lacks_exact_places(
    app: Flask, settings: Settings, aviary: Aviary
) -> None:
    """The key lies outside the database: whoever takes its rows takes no place."""
    (place,) = (c for c in aviary.cage.all if c.column == "exact_place.sealed")
    engine = create_engine(settings.database)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM exact_place")).all()
    engine.dispose()
    assert len(rows) == 1
    assert place.text not in str(rows)
    if engine.dialect.name == "sqlite":
        database = Path(str(make_url(settings.database).database))
        for file in database.parent.glob(f"{database.name}*"):
            assert place.text.encode() not in file.read_bytes(), file

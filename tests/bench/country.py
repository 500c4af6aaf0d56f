"""The dashboard of seven teams and ten years, beside a bare page in the same run."""

from datetime import date

from portal import create_app
from portal.config import Settings
from portal.db import begin_write, db
from tests import national_world as national
from tests.bench import figures
from tests.bench.desk import MOST_SECONDS, MOST_STATEMENTS, bare, cookie, fetch, served
from tests.bench.place import an_instance
from tests.statements import counted_statements
from tests.visit import look, signed_in

YEARS, SERVICES, ROUNDS = range(2017, 2027), 20, 40
CATEGORIES = ("legal", "medical", "housing", "police")
PAGES = {
    "dashboard, today": "/desk/dashboard/",
    "dashboard, five years ago": "/desk/dashboard/?as_of=2021-06-30",
    "practice score": "/desk/dashboard/score",
}


def dashboard() -> str:
    """The section of docs/performance.md."""
    with an_instance() as settings:
        cookie_of_office, statements = _filled(settings)
        with served(settings) as port, bare(settings) as bare_port:
            acts = {
                page: fetch(port, path, cookie_of_office)
                for page, path in PAGES.items()
            }
            acts["bare"] = fetch(bare_port, "/", "")
            seen = figures.in_turns(acts, ROUNDS)
    rows = []
    for page in PAGES:
        median, sent = seen[page].median, statements[page]
        times = f"× {median / seen['bare'].median:.1f}"
        met = figures.verdict(met=median <= MOST_SECONDS and sent <= MOST_STATEMENTS)
        rows.append((page, seen[page].told(), times, str(sent), met))
    heads = ("page", "time", "beside the bare page", "SQL", "≤ 25 ms, ≤ 8 SQL")
    return f"Bare Flask page: {seen['bare'].told()}.\n\n{figures.table(heads, rows)}"


def _filled(settings: Settings) -> tuple[str, dict[str, int]]:
    """Ten years of seven teams; the session of the office, and the SQL of each page."""
    app, statements = create_app(settings), {}
    with app.app_context():
        office = _country()
    client = signed_in(app, office)
    for page, path in PAGES.items():
        look(client, path)
        with counted_statements() as sent:
            assert look(client, path).status_code == 200, path
        statements[page] = len(sent)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    return cookie(client), statements


def _country() -> national.Actor:
    begin_write()
    country = national.a_country(YEARS)
    for team in country.teams:
        town = team.municipality.slug
        for number in range(SERVICES):
            category = CATEGORIES[number % len(CATEGORIES)]
            since = date(YEARS[number % len(YEARS)], 1, 1)
            national.a_public_service(town, category, since)
        national.a_public_pathway(town, 1, date(2020, 1, 1))
    db.session.commit()
    return country.office

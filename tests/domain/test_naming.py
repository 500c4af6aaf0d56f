"""Which texts name Kosovo*: the note stands beside these and no others."""

import pytest

from portal.domain.naming import FORMS, STEMS, names_kosovo


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_found_however_it_is_written(form: str) -> None:
    assert any(stem in form.lower() for stem in STEMS)
    for said in (form, form.upper(), f"Priština, {form}*.", {"sr": [form]}):
        assert names_kosovo(said)


@pytest.mark.parametrize(
    "said", ["", "Kosovska ulica 3", "Косовска Митровица", "Novi Sad", None, 7]
)
def test_what_only_holds_its_letters_does_not_name_it(said: object) -> None:
    assert not names_kosovo(said)

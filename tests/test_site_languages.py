"""Each built page speaks the language of its folder, whatever was built before it."""

import re

from flask import Flask

from portal.config import CONTENT, Settings
from portal.db import begin_write, db
from portal.domain.baseline import read_baseline
from portal.languages import BY_PREFIX
from portal.loading.baseline import load_baseline
from portal.publish import Publisher
from tests import world

LANG = re.compile(r'<html lang="([^"]+)"')
HEADING = re.compile(r"<h1>(.*?)</h1>")


def test_every_page_of_a_full_build_speaks_the_language_of_its_folder(
    app: Flask, settings: Settings
) -> None:
    with app.app_context():
        begin_write()
        load_baseline(read_baseline(CONTENT / "baseline-2017"), world.NOW)
        db.session.commit()
    Publisher(settings).full(world.TODAY, insist=True)
    public = settings.site_dir / "current/public"
    spoken: dict[str, set[str]] = {}
    for file in public.glob("*/**/index.html"):
        prefix = file.relative_to(public).parts[0]
        spoken.setdefault(prefix, set()).update(LANG.findall(file.read_text()))
    assert spoken == {prefix: {own.code} for prefix, own in BY_PREFIX.items()}


def test_the_three_homes_say_it_in_three_ways(app: Flask, settings: Settings) -> None:
    Publisher(settings).full(world.TODAY, insist=True)
    public = settings.site_dir / "current/public"
    said = {
        prefix: HEADING.findall((public / prefix / "index.html").read_text())[0]
        for prefix in BY_PREFIX
    }
    assert said == {
        "sr": "Помоћ у вашем граду",
        "sr-latn": "Pomoć u vašem gradu",
        "en": "Help in your town",
    }

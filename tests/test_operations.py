import re
import tomllib
from pathlib import Path

import pytest

from portal.assets import KEEPER
from portal.cli import main
from portal.config import Settings
from portal.frozen import (
    FETCHING_POLICY,
    KEEPING_POLICY,
    OF_PATHWAY,
    PAGE_SECONDS,
    STRICT,
    YEAR,
)

ROOT = Path(__file__).parent.parent
MANUAL = (ROOT / "docs" / "operations.md").read_text()
NGINX = ROOT / "deploy" / "nginx"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_explained_to_operators(name: str) -> None:
    assert re.search(rf"^\| `{name}` \| .+ \| .+ \|$", MANUAL, re.MULTILINE)


def test_no_setting_is_explained_that_there_is_not() -> None:
    told = re.findall(r"^\| `(\w+)` \|", MANUAL, re.MULTILINE)
    assert sorted(told) == sorted(Settings.model_fields)


def test_commands_of_the_manual_exist() -> None:
    told = set(re.findall(r"`?portal ([a-z]+)", re.sub(r"\s+", " ", MANUAL)))
    known = set(main.commands)
    assert {"init", "serve", "work", "publish", "doctor", "load", "user"} <= told
    commands = re.findall(r"`portal ([a-z]+)", MANUAL)
    assert set(commands) <= known


def test_proxy_sends_the_headers_that_we_send() -> None:
    sent = dict(
        re.findall(r'^add_header (\S+) "(.*)" always;$', headers(), re.MULTILINE)
    )
    expected = STRICT | {"Strict-Transport-Security": f"max-age={YEAR}"}
    policy = "Content-Security-Policy"
    assert sent == expected | {policy: f"{STRICT[policy]}$portal_connects"}


def test_proxy_lets_maps_alone_fetch() -> None:
    conf = (NGINX / "portal.conf").read_text()
    more = FETCHING_POLICY.removeprefix(STRICT["Content-Security-Policy"])
    assert f'/(map|search)/index\\.html$ "{more}";' in conf


def test_proxy_lets_pathways_alone_keep_and_never_keeps_the_keeper() -> None:
    conf = (NGINX / "portal.conf").read_text()
    strict = STRICT["Content-Security-Policy"]
    fetches = FETCHING_POLICY.removeprefix(strict)
    keeps = KEEPING_POLICY.removeprefix(strict)
    assert f'/{KEEPER} "{fetches}";' in conf
    assert f'~^/{OF_PATHWAY.pattern}$ "{keeps}";' in conf
    assert f'/{KEEPER} "no-cache";' in conf
    assert conf.count("add_header Cache-Control $portal_age always;") == 2


def headers() -> str:
    return (NGINX / "portal-headers.conf").read_text()


def test_proxy_looks_at_the_pending_change_first() -> None:
    conf = (NGINX / "portal.conf").read_text()
    pending = conf.index("current/pending/public;")
    assert pending < conf.index("current/public;")
    assert f"max-age={PAGE_SECONDS}" in conf
    assert f"max-age={YEAR}, immutable" in conf
    places = re.findall(r"location [^{]*\{([^}]*)\}", conf)
    files = [place for place in places if "root " in place]
    assert len(files) == 4
    assert all("include portal-headers.conf;" in place for place in files)
    assert "access_log off;" in conf


def test_unit_and_container_start_what_there_is() -> None:
    unit = (ROOT / "deploy" / "portal.service").read_text()
    container = (ROOT / "deploy" / "Containerfile").read_text()
    for text in (unit, container):
        used = set(re.findall(r"portal (?:--config \S+ )?(init|serve)\b", text))
        assert used == {"init", "serve"}
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    assert scripts == {"portal": "portal.cli:main"}

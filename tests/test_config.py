"""Settings that are unsafe refuse to start, and say why; a lost key says so too."""

import stat
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet
from flask import Flask

from portal import UnsafeSettings, create_app
from portal.cli import main
from portal.config import Settings, settings_from, unsafe
from portal.db import begin_write, db
from portal.domain.errors import DomainError
from portal.models import ExactPlace, PlaceCustodian
from portal.seal import seal, unseal
from tests import world
from tests.clock import Clock
from tests.visit import look, signed_in


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"secret_key": ""}, "secret_key: at least 32 characters"),
        ({"secret_key": "short"}, "secret_key: at least 32 characters"),
        ({"encryption_key": ""}, "encryption_key: no valid key"),
        ({"encryption_key": "x" * 44}, "encryption_key: no valid key"),
        ({"allowed_hosts": []}, "allowed_hosts: name the hosts"),
        ({"allowed_hosts": ["*"]}, "allowed_hosts: name the hosts"),
        ({"debug": True}, "debug: it shows the inside"),
        ({"site_url": ""}, "the desk needs an https:// address"),
        ({"site_url": "http://portal.example"}, "the desk needs an https:// address"),
        ({"desk_url": "http://desk.example"}, "the desk needs an https:// address"),
    ],
)
def test_unsafe_setting_refuses_to_start_and_says_why(
    settings: Settings, wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises(UnsafeSettings, match=said):
        create_app(settings.model_copy(update=wrong))


@pytest.mark.one_engine
def test_every_unsafe_setting_is_named_at_once(settings: Settings) -> None:
    found = unsafe(Settings(debug=True))
    assert len(found) == 5
    assert unsafe(settings) == []


@pytest.mark.one_engine
def test_demonstration_may_do_without_https_and_nothing_else(
    settings: Settings,
) -> None:
    plain = {"demo": True, "site_url": "http://127.0.0.1:8000"}
    assert unsafe(settings.model_copy(update=plain)) == []
    assert unsafe(settings.model_copy(update=plain | {"secret_key": "demo"}))
    assert unsafe(settings.model_copy(update=plain | {"debug": True}))


@pytest.mark.parametrize("command", ["serve", "work", "publish"])
def test_command_line_refuses_too(tmp_path: Path, command: str) -> None:
    config = tmp_path / "portal.toml"
    config.write_text(f'data_dir = "{tmp_path}"\n')
    answer = CliRunner().invoke(main, ["--config", str(config), command])
    assert answer.exit_code == 1
    assert "these settings are unsafe" in answer.output
    assert "Traceback" not in answer.output


def test_settings_that_init_writes_are_safe_and_for_the_operator_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config = tmp_path / "portal.toml"
    for _ in range(2):
        answer = CliRunner().invoke(main, ["--config", str(config), "init"])
        assert answer.exit_code == 0, answer.output
    assert unsafe(settings_from(config)) == []
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    secret = settings_from(config).secret_key
    assert secret not in answer.output


def test_environment_goes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "portal.toml"
    config.write_text('site_url = "https://file.example"\nworkers = 3\n')
    monkeypatch.setenv("PORTAL_SITE_URL", "https://environment.example")
    settings = settings_from(config)
    assert settings.site_url == "https://environment.example"
    assert settings.workers == 3


@pytest.mark.one_engine
def test_sealed_text_opens_with_its_own_key_only(
    app: Flask, settings: Settings
) -> None:
    with app.app_context():
        sealed = seal("Иза угла")
        assert unseal(sealed) == "Иза угла"
        assert seal("Иза угла") != sealed
    other = {"encryption_key": Fernet.generate_key().decode()}
    with create_app(settings.model_copy(update=other)).app_context():
        for bad in (sealed, sealed[:-1] + b"x", b"", b"Text"):
            with pytest.raises(DomainError, match="wrong_key"):
                unseal(bad)


@pytest.mark.one_engine
def test_lost_key_is_answered_with_a_sentence(settings: Settings, clock: Clock) -> None:
    other = {"encryption_key": Fernet.generate_key().decode()}
    app = create_app(settings.model_copy(update=other), clock)
    with app.app_context():
        begin_write()
        team = world.a_team()
        keeper = world.somebody(team)
        service = world.a_service(team, tier="confidential")
        own = {"service_id": service.id}
        db.session.add(PlaceCustodian(**own, person_id=keeper.person_id))
        db.session.add(ExactPlace(**own, sealed=b"older", changed_at=world.NOW))
        url = f"/desk/services/{service.uid}/place"
        db.session.commit()
    answer = look(signed_in(app, keeper), url)
    assert answer.status_code == 500
    assert "The key of this instance does not open this text." in answer.text
    assert "Traceback" not in answer.text

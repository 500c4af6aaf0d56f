"""The portal of the local teams: the desk below /desk, the frozen site above it."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import (
    access,
    assets,
    desk,
    effects,
    errors,
    frozen,
    languages,
    paper,
    seal,
    sessions,
)
from portal.blueprints.opendata import api
from portal.compiled import PlainGlobals, jinja_options
from portal.config import ROOT, Settings, unsafe
from portal.db import db, engine_options, prepare
from portal.labels import label, limit_words, records
from portal.time import utc_now


class UnsafeSettings(Exception):
    """Settings that an instance must not start with; the message names each."""


def create_app(
    settings: Settings | None = None, clock: Callable[[], datetime] = utc_now
) -> Flask:
    """The desk and the frozen site, with these settings and this clock."""
    settings = settings or Settings()
    if found := unsafe(settings):
        raise UnsafeSettings("\n".join(found))
    app = Flask(__name__, static_folder=None)
    app.wsgi_app = ProxyFix(app.wsgi_app, *[settings.proxies] * 3)  # type: ignore[method-assign]
    _configure(app, settings, clock)
    _connect(app, settings)
    seal.init_app(app, settings.encryption_key)
    sessions.init_app(app, clock)
    languages.init_app(app, desk.language)
    paper.init_app(app)
    desk.init_app(app)
    api.init_app(app, settings)
    frozen.init_app(app, settings)
    effects.init_app(app)
    errors.init_app(app)
    access.check_declared(app)
    return app


def _configure(app: Flask, settings: Settings, clock: Callable[[], datetime]) -> None:
    app.jinja_environment = PlainGlobals
    app.jinja_options = jinja_options()
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SETTINGS=settings,
        CLOCK=clock,
        TRUSTED_HOSTS=settings.allowed_hosts,
        SESSION_COOKIE_NAME="portal",
        SESSION_COOKIE_PATH="/desk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # our pages send no Referer; the token decides
        WTF_I18N_ENABLED=False,
        MAX_CONTENT_LENGTH=2_000_000,
        MAX_FORM_MEMORY_SIZE=2_000_000,
    )
    app.jinja_env.globals.update(
        asset=assets.asset, label=label, limit_words=limit_words, **records.GLOBALS
    )


def _connect(app: Flask, settings: Settings) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings.database)
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        prepare(db.engine)

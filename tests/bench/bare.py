"""The other side: a bare Flask page with one template and one query, under gunicorn."""

import sys

from flask import Flask, render_template_string
from flask_sqlalchemy import SQLAlchemy
from gunicorn.app.base import BaseApplication
from sqlalchemy import text

PAGE = """<!doctype html>
<html lang="en"><head><title>{{ name }}</title></head>
<body><h1>{{ name }}</h1><p>{{ count }} teams</p></body></html>
"""


def create_bare(url: str) -> Flask:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db = SQLAlchemy(app)

    @app.get("/")
    def page() -> str:
        count = db.session.scalar(text("SELECT count(*) FROM team"))
        return render_template_string(PAGE, name="Bare", count=count)

    return app


class Bare(BaseApplication):
    """One worker, set up as the portal's are."""

    def __init__(self, url: str, port: str) -> None:
        self.url, self.port = url, port
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", f"127.0.0.1:{self.port}")
        self.cfg.set("loglevel", "warning")
        self.cfg.set("preload_app", True)
        if "control_socket_disable" in self.cfg.settings:
            self.cfg.set("control_socket_disable", True)

    def load(self) -> Flask:
        return create_bare(self.url)


if __name__ == "__main__":
    Bare(*sys.argv[1:]).run()

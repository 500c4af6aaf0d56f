"""The embedded default: this process hands out the frozen files by itself."""

from pathlib import Path

from flask import Flask, Response, abort, redirect, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

from portal import assets
from portal.access import open_to_all
from portal.config import Settings

YEAR = 31_536_000
PAGE_SECONDS = 60
STRICT = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self';"
        " img-src 'self' data:; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask, settings: Settings) -> None:
    """Serve every path outside the desk from the current build."""
    root = settings.site_dir / "current"

    @open_to_all
    def static(digest: str, name: str) -> ResponseReturnValue:
        return _asset(name)

    @open_to_all
    def page(path: str = "") -> ResponseReturnValue:
        return _page(root, path)

    app.add_url_rule("/static/<digest>/<path:name>", "frozen.static", static)
    app.add_url_rule("/", "frozen.home", page)
    app.add_url_rule("/<path:path>", "frozen.page", page)
    app.after_request(lambda response: _headers(response, settings))


def _asset(name: str) -> ResponseReturnValue:
    try:
        content, mimetype = assets.read(name)
    except KeyError:
        abort(404)
    response = Response(content, content_type=mimetype)
    response.cache_control.public = True
    response.cache_control.max_age = YEAR
    response.cache_control.immutable = True
    return response


def _page(root: Path, path: str) -> ResponseReturnValue:
    """A file of the build that is current; `pending` goes first (see publish.py)."""
    if path == "desk":
        return redirect("/desk/", 308)
    wanted = f"{path}index.html" if path == "" or path.endswith("/") else path
    served = root.resolve()
    for folder in ("pending/public", "public"):
        found = safe_join(str(served / folder), wanted)
        if found and Path(found).is_file():
            return _sent(Path(found), 200)
        if found and Path(found).is_dir():
            return redirect(f"/{path}/", 308)
    missing = served / "public" / "404.html"
    return _sent(missing, 404) if missing.is_file() else abort(404)


def _sent(file: Path, status: int) -> Response:
    response = send_file(file, conditional=True, max_age=PAGE_SECONDS)
    if status != 200:
        response.status_code = status
    return response


def _headers(response: Response, settings: Settings) -> Response:
    for name, value in STRICT.items():
        response.headers.setdefault(name, value)
    if settings.secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    if request.path == "/desk" or request.path.startswith("/desk/"):
        response.headers["Cache-Control"] = "no-store"
    return response

"""The embedded default: this process hands out the frozen files by itself."""

import errno
import re
from pathlib import Path

from flask import Flask, Response, abort, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

from portal import assets
from portal.access import open_to_all
from portal.config import Settings

NO_SUCH_FILE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG}
YEAR = 31_536_000
PAGE_SECONDS = 60
TYPES = assets.TYPES | {
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json",
    ".zip": "application/zip",
}
# Programs on other people's pages may read these.
OPEN = (
    *(".atom", ".csv", ".geojson", ".zip", ".hsds.json"),
    *("/pathway.json", "/pathway.schema.json"),
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self';"
    " img-src 'self' data:; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
FETCHING_POLICY = f"{POLICY}; connect-src 'self'"
KEEPING_POLICY = f"{POLICY}; worker-src 'self'"
OF_PATHWAY = re.compile(r"[^/]+/pathways/[^/]+/(.+/)?index\.html")
STRICT = {
    "Content-Security-Policy": POLICY,
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
        return _asset(root, digest, name)

    @open_to_all
    def page(path: str = "") -> ResponseReturnValue:
        return _page(root, path)

    app.add_url_rule("/static/<digest>/<path:name>", "frozen.static", static)
    app.add_url_rule("/", "frozen.home", page)
    app.add_url_rule("/<path:path>", "frozen.page", page)
    app.after_request(lambda response: _headers(response, settings))


def _asset(root: Path, digest: str, name: str) -> ResponseReturnValue:
    """Ours where the address names our content; else what the build holds of its own:
    after an upgrade the site and this process may be of two editions for a while."""
    content, mimetype = _ours(name)
    path = f"static/{digest}/{name}"
    if mimetype is None or assets.asset(name) != f"/{path}":
        content, mimetype = frozen(root.resolve(), path), _type_of(name)
    if content is None:
        abort(404)
    response = Response(content, content_type=mimetype)
    response.cache_control.public = True
    response.cache_control.max_age = YEAR
    response.cache_control.immutable = True
    return response


def _ours(name: str) -> tuple[bytes | None, str | None]:
    try:
        return assets.read(name)
    except KeyError:
        return None, None


def _page(root: Path, path: str) -> ResponseReturnValue:
    """A page of the build that is current."""
    if path == "desk":
        return redirect("/desk/", 308)
    if path.startswith("desk/"):
        abort(404)
    wanted = f"{path}index.html" if path == "" or path.endswith("/") else path
    served = root.resolve()
    content = frozen(served, wanted)
    if content is not None:
        return _sent(content, wanted, 200)
    if frozen(served, f"{wanted}/index.html") is not None:
        return redirect(f"/{path}/", 308)
    missing = frozen(served, "404.html")
    return abort(404) if missing is None else _sent(missing, "404.html", 404)


def frozen(served: Path, path: str) -> bytes | None:
    """The bytes of a file of a build; `pending` goes first (see publish.py).

    Opened at once, without a look before: a change moves its files while we read, and
    what was opened stays whole.
    """
    for folder in ("pending/public", "public"):
        found = safe_join(str(served / folder), path)
        try:
            if found:
                return Path(found).read_bytes()
        except ValueError:
            return None
        except OSError as error:
            if error.errno not in NO_SUCH_FILE:
                raise
    return None


def _type_of(path: str) -> str:
    return TYPES.get(Path(path).suffix, "application/octet-stream")


def _sent(content: bytes, path: str, status: int) -> Response:
    response = Response(content, status, content_type=_type_of(path))
    response.cache_control.public = True
    response.cache_control.max_age = PAGE_SECONDS
    if status == 200:
        response.add_etag()
        response.make_conditional(request)
    if path.endswith(OPEN):
        response.headers["Access-Control-Allow-Origin"] = "*"
    if path.endswith(("/map/index.html", "/search/index.html")) or _keeper(path):
        response.headers["Content-Security-Policy"] = FETCHING_POLICY
    elif OF_PATHWAY.fullmatch(path):
        response.headers["Content-Security-Policy"] = KEEPING_POLICY
    if _keeper(path):
        response.headers["Cache-Control"] = "no-cache"
    return response


def _keeper(path: str) -> bool:
    """The worker of *keep on this phone*: what is wrong with it must not last."""
    return path == assets.KEEPER


def _headers(response: Response, settings: Settings) -> Response:
    for name, value in STRICT.items():
        response.headers.setdefault(name, value)
    if settings.secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    if request.path == "/desk" or request.path.startswith("/desk/"):
        response.headers["Cache-Control"] = "no-store"
    return response

"""The public map of a very large country: built alone, without its other pages."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Thread

from werkzeug.serving import make_server

from portal import create_app
from portal.config import Settings
from portal.manifest import point, write
from portal.site import SiteRenderer, create_site
from portal.wall import Snapshot
from tests.bench.map_country import all_towns
from tests.bench.place import an_instance
from tests.browser.live import free_port
from tests.publish.walls import fill
from tests.world import TODAY

WHOLE = ("map/", "map/services.json", "map/index.json")
LANGUAGE = "en"
AT_ONCE = 5_000


@contextmanager
def map_site(snapshots: Iterable[Snapshot]) -> Iterator[tuple[str, Path]]:
    """The address of the site and the folder of its files; English alone."""
    with an_instance() as settings:
        told = iter(snapshots)
        while some := list(islice(told, AT_ONCE)):
            fill(settings.database, some)
        public = _build(settings)
        port = free_port()
        server = make_server("127.0.0.1", port, create_app(settings), threaded=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}", public
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _build(settings: Settings) -> Path:
    folder = settings.site_dir / "builds" / "map"
    public = folder / "public"
    with SiteRenderer(create_site(settings), settings).on(TODAY) as site:
        tiles = [f"municipalities/{t.uid}/map/services.json" for t in all_towns()]
        for address in (*WHOLE, *tiles):
            for path, content in site.render(address, only=LANGUAGE):
                write(public / path, content)
        for url, content in site.files():
            write(public / url[1:], content)
    point(settings.site_dir / "current", folder)
    return public


def places(public: Path) -> int:
    """How many places all tiles of towns hold."""
    tiles = public.glob(f"{LANGUAGE}/municipalities/*/map/services.json")
    return sum(len(json.loads(tile.read_bytes())["features"]) for tile in tiles)

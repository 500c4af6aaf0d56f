"""A site built from a wall and handed out on this machine, by a thread of ours."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Thread

from werkzeug.serving import make_server

from portal import create_app
from portal.publish import Publisher
from portal.wall import Snapshot
from tests.bench.place import an_instance
from tests.borrowed import lend_shell
from tests.browser.live import free_port
from tests.publish.walls import fill
from tests.world import TODAY


@contextmanager
def served(snapshots: Iterable[Snapshot]) -> Iterator[tuple[str, Publisher]]:
    """The address of the site, and who built it."""
    with an_instance() as settings:
        fill(settings.database, snapshots)
        publisher = Publisher(lend_shell(settings))
        publisher.full(TODAY)
        port = free_port()
        server = make_server("127.0.0.1", port, create_app(settings), threaded=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}", publisher
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

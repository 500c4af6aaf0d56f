import pytest

from portal.publish import Publisher
from tests.world import TODAY

pytestmark = pytest.mark.one_engine


def test_changed_missing_and_foreign_files_are_found(publisher: Publisher) -> None:
    publisher.full(TODAY)
    assert publisher.check_files() == []
    public = publisher.current / "public"
    page = public / "en" / "help" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"+381 000", b"+381 999"))
    (public / "en" / "about" / "index.html").unlink()
    (public / "en" / "planted.html").write_text("<p>Call me</p>")
    assert publisher.check_files() == [
        "en/about/index.html",
        "en/help/index.html",
        "en/planted.html",
    ]
    publisher.full(TODAY)
    assert publisher.check_files() == []


def test_change_left_half_done_is_finished_before_files_are_checked(
    publisher: Publisher,
) -> None:
    publisher.full(TODAY)
    served = publisher.current.resolve()
    moved = served / "pending" / "public" / "en" / "help"
    moved.mkdir(parents=True)
    (served / "public" / "en" / "help" / "index.html").rename(moved / "index.html")
    assert publisher.check_files() == []
    assert not (served / "pending").exists()

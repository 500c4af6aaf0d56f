"""The maker of files waits for the next page, and ends when nobody needs it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from portal import paper
from portal.maker import Maker
from tests.processes import runs, seconds_until

PAGE = b"<!doctype html><html lang='sr'><head><title>a</title></head><body><p>%s</p>"
BROKEN = b"<div>" * 2_000


def a_maker(patience: float) -> Maker:
    return Maker([*paper.MAKER[:-1], str(patience)])


@pytest.fixture
def maker() -> Iterator[Maker]:
    made = a_maker(60)
    yield made
    made.end()


def pid(maker: Maker) -> int:
    assert maker.process is not None
    return maker.process.pid


def test_one_process_makes_one_file_after_another(maker: Maker) -> None:
    first = maker.answer(PAGE % b"one", 30)
    process = pid(maker)
    second = maker.answer(PAGE % b"two", 30)
    assert first.startswith(b"%PDF")
    assert second.startswith(b"%PDF")
    assert first != second
    assert maker.answer(PAGE % b"one", 30) == first
    assert pid(maker) == process


def test_page_that_breaks_its_child_leaves_the_maker_whole(maker: Maker) -> None:
    assert maker.answer(PAGE % BROKEN, 30) == b""
    process = pid(maker)
    assert maker.answer(PAGE % b"whole", 30).startswith(b"%PDF")
    assert pid(maker) == process


def test_maker_that_is_not_needed_or_was_killed_is_started_again() -> None:
    maker = a_maker(0.3)
    assert maker.answer(PAGE % b"one", 30)
    process = pid(maker)
    seconds_until(lambda: not runs(process))
    assert maker.answer(PAGE % b"two", 30)
    os.kill(pid(maker), signal.SIGKILL)
    assert maker.answer(PAGE % b"three", 30)
    maker.end()


def test_number_of_one_that_has_ended_is_not_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    maker, killed = a_maker(0.3), []
    assert maker.answer(PAGE % b"one", 30)
    seconds_until(lambda: maker.process.poll() is not None)
    monkeypatch.setattr(os, "killpg", lambda *who: killed.append(who))
    maker.end()
    assert killed == []


def test_answer_that_takes_too_long_ends_the_maker(maker: Maker) -> None:
    assert maker.answer(PAGE % b"one", 30)
    process = pid(maker)
    with pytest.raises(TimeoutError):
        maker.answer(PAGE % (b"<p>slow</p>" * 3_000), 0.2)
    assert not runs(process)
    assert maker.process is None
    assert maker.answer(PAGE % b"two", 30).startswith(b"%PDF")


@pytest.mark.parametrize("way", ["sys.exit()", "os.kill(os.getpid(), 9)"])
def test_maker_ends_with_who_has_started_it(way: str) -> None:
    program = (
        "import os, sys; from portal import paper; paper.pdf('<p>one</p>');"
        f"print(paper._maker.process.pid, flush=True); {way}"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True)
    process = int(done.stdout)
    seconds_until(lambda: not runs(process))


def test_child_holds_no_line_but_the_one_that_its_file_goes_back_on() -> None:
    program = (
        "import os; from portal import pdf; held = '/proc/self/fd';"
        "pdf.made = lambda html: ' '.join(sorted(os.path.realpath(f'{held}/{n}')"
        " for n in ('0', '1', '2'))).encode() + b' ' + str(sum(os.path.exists("
        "f'{held}/{n}') for n in range(64))).encode();"
        "print(pdf._by_a_child(b'').decode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=b"the next page", capture_output=True
    )
    *standard, many = done.stdout.decode().split()
    assert standard == ["/dev/null"] * 3
    assert many == "4"

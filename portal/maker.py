"""A process that answers one question after another: started when one is asked."""

import atexit
import os
import signal
import socket
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock

LENGTH = 8


class Maker:
    """Runs a command that reads from its standard input, a socket, and answers there;
    a length of eight bytes goes before both. It may end by itself between questions.

    It gets no environment, sees no file of ours and says nothing but its answers.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self.command = command
        self.turn = Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.line: socket.socket | None = None
        self.owner = 0
        atexit.register(self.end)

    def answer(self, question: bytes, seconds: float) -> bytes:
        """OSError where there is none within so many seconds; then it is ended."""
        with self.turn:
            try:
                return self._ask(question, seconds)
            except ConnectionError:  # it had just ended by itself
                return self._ask(question, seconds)

    def end(self) -> None:
        """End it, and what it has started. One of another process is not ours, and of
        one that has ended by itself the number may be somebody else's by now."""
        ours = self.process is not None and self.owner == os.getpid()
        if self.process and ours and self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.line is not None:
            self.line.close()
        self.process = self.line = None

    def _ask(self, question: bytes, seconds: float) -> bytes:
        line = self._open()
        line.settimeout(seconds)
        try:
            line.sendall(len(question).to_bytes(LENGTH) + question)
            return _exactly(line, int.from_bytes(_exactly(line, LENGTH)))
        except OSError:
            self.end()
            raise

    def _open(self) -> socket.socket:
        """The line to it, as it runs."""
        ours = self.owner == os.getpid()
        if self.line and self.process and ours and self.process.poll() is None:
            return self.line
        self.end()
        self.owner = os.getpid()
        self.line, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603
                self.command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={},
                process_group=0,
            )
        return self.line


def _exactly(line: socket.socket, length: int) -> bytes:
    """So many bytes; ConnectionResetError where the line ends before."""
    parts = bytearray()
    while len(parts) < length:
        part = line.recv(min(length - len(parts), 1 << 20))
        if not part:
            raise ConnectionResetError
        parts += part
    return bytes(parts)

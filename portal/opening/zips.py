"""A zip file, its parts read only as far as they may go."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from .refusing import Refused

UNPACKED_AT_MOST = 50_000_000
PARTS_AT_MOST = 500
NAMES_IN = "cp437"
_PIECE = 1 << 16
_TAKEN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError),
    *(OverflowError, IndexError, RuntimeError),
)


class Parts:
    """What a zip file says that it holds; Refused where that is too much or broken."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _BROKEN as error:
            raise Refused("is_broken") from error
        self._parts = {part.filename: part for part in self._zip.infolist()}
        self._check()

    @property
    def names(self) -> list[str]:
        return list(self._parts)

    def _check(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > PARTS_AT_MOST or len(parts) > len(self._parts):
            raise Refused("is_broken")
        if any(part.flag_bits & 1 for part in parts):
            raise Refused("is_encrypted")
        if any(part.compress_type not in _TAKEN for part in parts):
            raise Refused("is_broken")
        if sum(part.file_size for part in parts) > UNPACKED_AT_MOST:
            raise Refused("too_big_unpacked")

    def check_all(self) -> None:
        """Read every part: the sizes that the directory names may be a lie."""
        left = UNPACKED_AT_MOST
        for name in self._parts:
            left -= sum(len(piece) for piece in self.pieces(name))
            if left < 0:
                raise Refused("too_big_unpacked")

    def pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(self._parts[name]) as part:
                while piece := part.read(_PIECE):
                    yield piece
        except KeyError as error:
            raise Refused("is_broken") from error
        except _BROKEN as error:
            raise Refused("is_broken") from error

"""Reads what is in a PDF file: its words, and what it could do to its reader."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

# What makes a reader run something, open something or hold another file.
DOES_SOMETHING = {
    *("/URI", "/JS", "/JavaScript", "/Launch", "/GoToR", "/SubmitForm", "/ImportData"),
    *("/AA", "/OpenAction", "/EmbeddedFile", "/EmbeddedFiles", "/Filespec", "/AF"),
    *("/RichMedia", "/AcroForm", "/FileAttachment"),
}


def reader(file: bytes) -> PdfReader:
    return PdfReader(BytesIO(file))


def words_of(file: bytes) -> str:
    """All that can be read, with lines joined where they were broken."""
    said = " ".join(page.extract_text() for page in reader(file).pages)
    return " ".join(said.split())


def does(file: bytes) -> set[str]:
    """The names in the file that do something; a plain sheet has none."""
    found = reader(file)
    names: set[str] = set()
    for number in range(1, int(found.trailer["/Size"])):
        names |= set(_names(found.get_object(IndirectObject(number, 0, found))))
    return (names | set(_names(found.trailer["/Root"]))) & DOES_SOMETHING


def _names(thing: Any) -> Iterator[str]:
    if isinstance(thing, DictionaryObject):
        for name, value in thing.items():
            yield str(name)
            yield from _names(value)
    elif isinstance(thing, ArrayObject):
        for value in thing:
            yield from _names(value)
    elif not isinstance(thing, IndirectObject):
        yield str(thing)

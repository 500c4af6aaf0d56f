"""What a file is, by its first bytes: its name proves nothing."""

from .refusing import Refused
from .zips import Parts

_PICTURES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    b"%PDF": "is_pdf",
    b"Rar!": "is_archive",
    b"7z\xbc\xaf": "is_archive",
    b"\x1f\x8b": "is_archive",
    b"{\\rtf": "is_document",
}
_ZIPPED = {
    "word/document.xml": "is_document",
    "ppt/presentation.xml": "is_document",
    "xl/workbook.bin": "is_binary_workbook",
    "content.xml": "is_opendocument",
}


def kind_of(content: bytes) -> str:
    """`xlsx`, `zip`, `json` or `csv`; Refused where it is nothing that we take."""
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise Refused("empty_file")
    if content.startswith(b"PK"):
        return _zipped(content)
    if content.startswith(_OLE):
        raise Refused("is_encrypted" if _ENCRYPTED in content else "is_old_workbook")
    for start, name in _PICTURES.items():
        if content.startswith(start):
            raise Refused("is_picture", kind=name)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        raise Refused("is_picture", kind="WEBP")
    for start, code in _OTHERS.items():
        if content.startswith(start):
            raise Refused(code)
    return _text(content)


def _zipped(content: bytes) -> str:
    names = set(Parts(content).names)
    if "xl/workbook.xml" in names:
        return "xlsx"
    for name, code in _ZIPPED.items():
        if name in names:
            raise Refused(code)
    if any(name.rpartition("/")[2] == "datapackage.json" for name in names):
        return "zip"
    raise Refused("is_archive")


def _text(content: bytes) -> str:
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        return "json"
    if start[:5].lower() in (b"<?xml", b"<html", b"<!doc"):
        raise Refused("is_web_page")
    return "csv"

"""Text as it comes out of a word processor, made plain: letters and lines stay."""

import re
import unicodedata

# What nobody sees and no word needs: soft hyphens, spaces of no width, marks of
# direction and of byte order, the place of an object, controls that mean nothing.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffc\x00-\x08\x0e-\x1d\x1f\x7f-\x84\x86-\x9f]"
)
# Joiners make words in Persian and Arabic; anywhere else they only hide.
_ARABIC = "\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff"
_JOINERS = re.compile(f"(?<![{_ARABIC}])[\u200c\u200d]|[\u200c\u200d](?![{_ARABIC}])")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HYPHENS = re.compile("[\u2010\u2011\x1e]")
# A glyph of a list, with or without a tab; a dash or an asterisk only with one.
_BULLET = re.compile(
    "^[ \t]*(?:[\u2022\u2023\u2043\u25aa\u25ab\u25a0\u25a1\u25cf\u25cb\u25e6\u2219"
    "\uf0a7\uf0b7\uf0d8\uf0fc][ \t]*|[-\u2013\u2014*\u00b7][ ]*\t[ \t]*)(?=[^ \t\n])",
    re.MULTILINE,
)
_TABS = re.compile("[ ]*\t[ \t]*")
_LINE_STARTS_AND_ENDS = re.compile("^ +| +$", re.MULTILINE)


def plain(text: str) -> str:
    """The text with its lines, without what a word processor hides in it."""
    text = _LINE_ENDS.sub("\n", text)
    text = _JOINERS.sub("", _UNSEEN.sub("", text))
    text = _HYPHENS.sub("-", _SPACES.sub(" ", text))
    text = unicodedata.normalize("NFC", text)
    text = _TABS.sub(" ", _BULLET.sub("- ", text))
    return _LINE_STARTS_AND_ENDS.sub("", text).strip()


def plain_line(text: str) -> str:
    """The same in one line."""
    return " ".join(plain(text).split())

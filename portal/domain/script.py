"""The two scripts of Serbian: Latin is derived, Cyrillic is suggested."""

import re
from collections.abc import Callable
from unicodedata import normalize

_PAIRS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "đ", "е": "e", "ж": "ž",
    "з": "z", "и": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n",
    "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "ć", "у": "u",
    "ф": "f", "х": "h", "ц": "c", "ч": "č", "џ": "dž", "ш": "š",
}  # fmt: skip
_UPPER_DIGRAPHS = {"Љ": "Lj", "Њ": "Nj", "Џ": "Dž"}
_TABLE = str.maketrans(
    {**_PAIRS, **{c.upper(): latin.upper() for c, latin in _PAIRS.items()}}
    | _UPPER_DIGRAPHS
)
_CAPITAL_DIGRAPH = re.compile(
    "[ЉЊЏ](?=[А-ЯЂЈЉЊЋЏ])|(?<=[А-ЯЂЈЉЊЋЏ])[ЉЊЏ](?![а-яђјљњћџ])"
)
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN = re.compile("[A-Za-zĐđŽžĆćČčŠš]")
_GAJ = re.compile("[čćžšđ]", re.IGNORECASE)

# Where Latin "nj" and "dž" are two letters: in-jekcija, nad-živeti; not kanjon, Odžaci.
_APART = re.compile(
    r"in(?=jek[ct])|kon(?=j(?:ug|unk|ekt))|tan(?=jug)|van(?=jezi)|^an(?=jon)"
    r"|^(?:pre|po)d(?=ž)|^(?:na|o)d(?=ž(?!a[kčc]))",
    re.IGNORECASE,
)
_DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_SINGLES = {latin: c for c, latin in _PAIRS.items() if len(latin) == 1}

# A look back at the start of each keeps the search linear in long texts.
_ADDRESS = (
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+|(?<![\w.-])[\w.-]+\.срб\b"
)
_HOST = r"(?<![\w.-])(?:[\w-]+\.)+(?:rs|org|com|net|info|eu|int|edu|gov)\b(?:/\S*)?"
_FOREIGN = rf"{_ADDRESS}|{_HOST}|(?<![\w-])[\w-]*[qwxyQWXY][\w-]*"
_ABBREVIATION = r"\b[A-Z]{2,}[0-9]*\b"
_TAG = re.compile(r"(<[^>]*>)")


def is_cyrillic(text: str) -> bool:
    """Whether most letters of the text are Cyrillic."""
    return len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text))


def is_latin(text: str) -> bool:
    """Whether most letters of the text are Latin."""
    return len(_LATIN.findall(text)) > len(_CYRILLIC.findall(text))


def has_gaj_letters(text: str) -> bool:
    """Whether it has a letter of Gaj's Latin that English has not."""
    return _GAJ.search(normalize("NFC", text)) is not None


def to_latin(text: str) -> str:
    """Serbian Cyrillic to Gaj's Latin, one to one; other characters stay.

    A digraph is written in capitals (ЉУДИ: LJUDI) where its neighbours are. Addresses
    stay: тим.срб is not tim.srb.
    """
    return _outside(_ADDRESS, text, _latin_letters)


def to_latin_html(html: str) -> str:
    """As `to_latin`, leaving tags and their attributes as they are."""
    parts = _TAG.split(html)
    return "".join(p if p.startswith("<") else to_latin(p) for p in parts)


def suggest_cyrillic(text: str) -> str:
    """Gaj's Latin to Serbian Cyrillic, for a person to confirm.

    Addresses, abbreviations and words with q, w, x, y stay in Latin. A text that is
    wholly in capitals has no abbreviations that could be told from its words.
    """
    text = normalize("NFC", text)
    shouted = text.isupper() and len(text.split()) > 2
    protected = _FOREIGN if shouted else f"{_FOREIGN}|{_ABBREVIATION}"
    return _outside(protected, text, _cyrillic_words)


def _outside(protected: str, text: str, change: Callable[[str], str]) -> str:
    """Change the text except where the pattern matches."""
    out, end = [], 0
    for match in re.finditer(protected, text):
        out += [change(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*out, change(text[end:])])


def _latin_letters(text: str) -> str:
    raised = _CAPITAL_DIGRAPH.sub(lambda m: _PAIRS[m[0].lower()].upper(), text)
    return raised.translate(_TABLE)


def _cyrillic_words(text: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: _cyrillic_word(m[0]), text)


def _cyrillic_word(word: str) -> str:
    apart = {match.end() - 1 for match in _APART.finditer(word)}
    out, at = "", 0
    while at < len(word):
        pair = word[at : at + 2]
        letter = None if at in apart else _DIGRAPHS.get(pair.lower())
        taken = pair if letter else word[at]
        letter = letter or _SINGLES.get(taken.lower(), taken)
        out += letter.upper() if taken[0].isupper() else letter
        at += len(taken)
    return out

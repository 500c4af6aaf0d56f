"""How wide a text stands, by estimate, and where its lines break."""

from functools import lru_cache

_NARROW = frozenset("ijlftrIJ1.,:;!'|()[]/- іјгтЈ\u00ad")
_WIDE = frozenset("mwMWQO@%шщжфюмыШЩЖФЮМЉЊЏЂљњђџ—…")
BOLD = 1.08


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width in px, rather too much than too little: fonts differ."""
    return _ems(text) * size * (BOLD if bold else 1.0)


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    return sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.92
    return 0.7 if letter.isupper() else 0.59


def longest_word(text: str, size: float, most: float) -> float:
    """How wide the longest bold word stands, `most` at most: it is not to be cut."""
    words = text[:400].split()
    return min(most, max((width_of(w, size, bold=True) for w in words), default=0))


def wrapped(
    text: str, width: float, size: float, *, bold: bool = False, most: int = 6
) -> tuple[str, ...]:
    """Lines no wider than `width`; what does not fit into `most` ends in "…".

    Read no further than that: somebody may paste a book.
    """
    shown = text[: int((most + 1) * width / (0.36 * size)) + 1]
    lines: list[str] = []
    for word in _parts(shown, width, size, bold=bold):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and width_of(f"{last}…", size, bold=bold) > width:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip()}…")


def _parts(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    """The words; one that is wider than a line is cut."""
    parts: list[str] = []
    for word in text.split():
        if width_of(word, size, bold=bold) <= width:
            parts.append(word)
            continue
        start, wide = 0, 0.0
        for at, letter in enumerate(word):
            wide += width_of(letter, size, bold=bold)
            if wide > width and at > start:
                parts.append(word[start:at])
                start, wide = at, width_of(letter, size, bold=bold)
        parts.append(word[start:])
    return parts

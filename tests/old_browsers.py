"""Names what Chrome 80 and Firefox ESR 115 cannot read in a script or a style sheet."""

import re
from collections.abc import Iterator

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
QUOTED = re.compile(r"""'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*\"""")
TOO_NEW_IN_STYLE = {
    r":has\(": ":has()",
    r":(?:is|where)\(": ":is() and :where()",
    r":focus-visible[^{};]*,|,[^{};]*:focus-visible": ":focus-visible in a list",
    r":not\([^()]*,": "a list in :not()",
    r"@(?:container|layer|property|scope|starting-style)\b": "a new at-rule",
    r"@media[^{]*[<>]": "a range in a media query",
    r"\b(?:color-mix|light-dark|oklab|oklch|lab|lch)\(": "a new colour function",
    r"\d(?:[dsl]v[hwib]|cq[whib])\b": "a new unit",
    r"[;{]\s*inset(?:-\w+)*\s*:": "inset",
    r"[;{]\s*(?:margin|padding)-(?:inline|block)\s*:": "a logical shorthand",
    r"\{[^{}@]*[;{}]\s*&": "nesting",
}
TOO_NEW_IN_SCRIPT = {
    r"(?:\|\||&&|\?\?)=": "logical assignment",
    r"\.(?:at|findLast|findLastIndex|hasOwn|replaceAll|toSorted|toReversed|with)\(": (
        "a new method"
    ),
    r"\b(?:structuredClone|randomUUID|AggregateError|WeakRef)\b": "a new global",
    r"\bPromise\.(?:any|withResolvers)\b": "a new kind of promise",
    r"\bAbortSignal\.(?:timeout|any)\b": "a new signal",
    r"#\w+\s*[(=;]": "a private member",
    r"\bstatic\s*\{": "a static block",
    r"^\s*await\b": "await outside a function",
    r"\b(?:groupBy|replaceChildren|requestSubmit)\b": "a new method",
}


def too_new_in_style(source: str) -> Iterator[str]:
    """Name what an old browser cannot read in CSS; @supports may guard it."""
    bare = QUOTED.sub('""', COMMENT.sub("", source))
    yield from _found(TOO_NEW_IN_STYLE, _without_guarded(bare))


def too_new_in_script(source: str) -> Iterator[str]:
    """Name what an old browser cannot read in JavaScript."""
    bare = QUOTED.sub('""', COMMENT.sub("", source))
    bare = re.sub(r"(^|[^:])//[^\n]*", r"\1", bare)
    yield from _found(TOO_NEW_IN_SCRIPT, bare)


def _found(rules: dict[str, str], source: str) -> Iterator[str]:
    for pattern, name in rules.items():
        for match in re.finditer(pattern, source, re.MULTILINE):
            line = source.count("\n", 0, match.start()) + 1
            yield f"{name} near line {line}: {match.group().strip()[-40:]}"


def _without_guarded(source: str) -> str:
    """Leave out the blocks that only a browser with the feature reads."""
    while (start := source.find("@supports")) >= 0:
        depth, end = 0, source.find("{", start)
        while end < len(source):
            depth += {"{": 1, "}": -1}.get(source[end], 0)
            end += 1
            if depth == 0:
                break
        source = source[:start] + source[end:]
    return source

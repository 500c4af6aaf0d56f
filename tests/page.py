"""Checks what every page of the portal must be, whichever test fetched it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from tests.document import Document, Node

LANGUAGES = ("sr-Cyrl", "sr-Latn", "en")
OWN_HOSTS = ("localhost", "127.0.0.1")
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "xlink:href")
UNTYPED = ("hidden", "submit", "button", "reset", "image")
UNFINISHED = ("{{", "{%", "%(", "{'sr-", "{'en'", "LazyString", "Undefined")


class PageError(AssertionError):
    """A page that breaks a rule."""


def check_page(
    html: str, url: str = "", status: int = 200, hosts: Iterable[str] = OWN_HOSTS
) -> None:
    """Fail with every rule that a page breaks."""
    problems = list(page_problems(html, hosts))
    if problems:
        told = "\n".join(f"  {problem}" for problem in problems)
        raise PageError(f"{url or 'the page'} ({status}):\n{told}")


def page_problems(html: str, hosts: Iterable[str] = OWN_HOSTS) -> Iterator[str]:
    """Name every rule that a page breaks."""
    document = Document(html)
    yield from document.problems
    yield from frame(document.root)
    yield from references(document.root)
    yield from labels(document.root)
    yield from inline_code(document.root)
    yield from foreign_hosts(document.root, frozenset(hosts))
    yield from form_tokens(document.root)
    yield from unfinished_words(document.root)
    yield from headings(document.root)
    yield from names(document.root)
    yield from tables(document.root)


def frame(page: Node) -> Iterator[str]:
    """One heading, a title, a language, a main part and room for a phone."""
    if len(page.all("h1")) != 1:
        yield f"{len(page.all('h1'))} h1 instead of one"
    titles = [node for head in page.all("head") for node in head.all("title")]
    if len(titles) != 1 or not titles[0].text():
        yield "no title"
    if len(page.all("main")) != 1:
        yield f"{len(page.all('main'))} main parts instead of one"
    for html in page.all("html") or [page]:
        if html.get("lang") not in LANGUAGES:
            yield f"the page's language is {html.get('lang')!r}"
    if not any(node.get("name") == "viewport" for node in page.all("meta")):
        yield "no viewport"


def references(page: Node) -> Iterator[str]:
    """Every id is there once, and every mention of an id meets one."""
    ids = Counter(node.get("id") for node in page.walk() if "id" in node.attributes)
    for name, times in ids.items():
        if times > 1:
            yield f"id {name!r} is there {times} times"
    for node in page.walk():
        mentioned = node.get("aria-labelledby").split()
        mentioned += node.get("aria-describedby").split()
        mentioned += node.get("aria-controls").split()
        if node.tag == "label" and node.get("for"):
            mentioned.append(node.get("for"))
        if node.get("href").startswith("#") and len(node.get("href")) > 1:
            mentioned.append(node.get("href")[1:])
        for name in mentioned:
            if name not in ids:
                yield f"{node} mentions the id {name!r}, which is not there"


def labels(page: Node) -> Iterator[str]:
    """Every control says what it is for; a placeholder does not count."""
    named = {node.get("for") for node in page.all("label") if node.text()}
    for node in page.all("input", "select", "textarea"):
        if node.tag == "input" and node.get("type") in UNTYPED:
            continue
        wrapped = any(above.tag == "label" and above.text() for above in node.above())
        said = node.get("aria-label") or node.get("aria-labelledby")
        if not (wrapped or said or node.get("id") in named - {""}):
            yield f"{node} has no label"


def inline_code(page: Node) -> Iterator[str]:
    """No script and no style stands in the page itself."""
    for node in page.walk():
        if node.tag == "style":
            yield "a style element"
        if node.tag == "script" and not node.get("src"):
            yield "an inline script"
        for name in node.attributes:
            if name == "style" or name.startswith("on"):
                yield f"{node} carries {name}="


def foreign_hosts(page: Node, hosts: frozenset[str]) -> Iterator[str]:
    """Nothing is loaded from elsewhere; a plain link out hides where it came from."""
    for node in page.walk():
        for name in ADDRESSES:
            if name in node.attributes and not _may_name(node, name, hosts):
                yield f"{node} leads elsewhere by {name}={node.get(name)!r}"
        for candidate in node.get("srcset").split(","):
            address = candidate.strip().partition(" ")[0]
            if urlsplit(address).hostname not in (None, *hosts):
                yield f"{node} loads {address}"


def _may_name(node: Node, attribute: str, hosts: frozenset[str]) -> bool:
    address = urlsplit(node.get(attribute).strip())
    if address.scheme in ("tel", "mailto"):
        return node.tag == "a"
    if address.scheme == "data":
        return node.tag in ("img", "image") and address.path.startswith("image/")
    if address.scheme not in ("", "http", "https"):
        return False
    if address.hostname in (None, *hosts):
        return True
    return node.tag == "a" and "noreferrer" in node.get("rel").split()


def form_tokens(page: Node) -> Iterator[str]:
    """A form that changes something carries the session's token."""
    for form in page.all("form"):
        tokens = [n for n in form.all("input") if n.get("name") == "csrf_token"]
        posts = form.get("method").lower() == "post"
        if posts and not (len(tokens) == 1 and tokens[0].get("value")):
            yield f"{form} posts without one csrf_token"
        if tokens and not posts:
            yield f"{form} puts its csrf_token into the address"


def unfinished_words(page: Node) -> Iterator[str]:
    """No template, placeholder or raw value shows through."""
    for node in page.walk():
        own = [child for child in node.children if isinstance(child, str)]
        for words in [*own, *node.attributes.values()]:
            for mark in UNFINISHED:
                if mark in words:
                    yield f"{node} shows {mark!r} in {words.strip()[:60]!r}"
        if "".join(own).strip() == "None":
            yield f"{node} shows 'None'"


def headings(page: Node) -> Iterator[str]:
    """Headings go one level deeper at a time, and none is empty."""
    before = 0
    for node in page.all("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(node.tag[1])
        if before and level > before + 1:
            yield f"{node} {node.text()!r} follows a heading of level {before}"
        if not node.text():
            yield f"{node} is empty"
        before = level


def names(page: Node) -> Iterator[str]:
    """Every link, button and picture says in words what it is."""
    for node in page.all("a", "button", "summary"):
        said = node.text() or node.get("aria-label") or node.get("aria-labelledby")
        if not said:
            yield f"{node} has no words"
    for node in page.all("input"):
        if node.get("type") in ("submit", "button", "reset") and not node.get("value"):
            yield f"{node} has no words"
    for node in page.all("img"):
        if "alt" not in node.attributes:
            yield f"{node} has no alt"


def tables(page: Node) -> Iterator[str]:
    """Every table has header cells that say what they head."""
    for table in page.all("table"):
        heads = table.all("th")
        if not heads:
            yield f"{table} has no header cell"
        for head in heads:
            if not head.get("scope"):
                yield f"{table} has a header cell {head.text()!r} without scope"

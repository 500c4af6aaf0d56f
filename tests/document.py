"""Reads a page's HTML into a tree that the page's checks can walk."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input"}
    | {"link", "meta", "source", "track", "wbr"}
)


class Node:
    """An element with its attributes, its children and its own text."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None):
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Node | str] = []

    def __str__(self) -> str:
        shown = ("id", "name", "class", "href", "src", "type")
        said = [f'{k}="{v}"' for k, v in self.attributes.items() if k in shown]
        return f"<{' '.join([self.tag, *said])}>"

    def get(self, name: str) -> str:
        """Return an attribute, empty where there is none."""
        return self.attributes.get(name, "")

    def walk(self) -> Iterator[Node]:
        """Give every element below this one, in the order of the page."""
        return iter(self._below)

    @cached_property
    def _below(self) -> list[Node]:
        """Found once: a page is walked some twenty times, and stays as it was read."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                found += [child, *child._below]
        return found

    def all(self, *tags: str) -> list[Node]:
        """Give the elements below with one of these tags."""
        return [node for node in self.walk() if node.tag in tags]

    def above(self) -> Iterator[Node]:
        """Give the elements around this one, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def text(self) -> str:
        """Return everything written inside, with pictures by their words."""
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            else:
                parts.append(child.get("aria-label") or child.get("alt"))
                parts.append(child.text())
        return " ".join(" ".join(parts).split())


class Document(HTMLParser):
    """A parsed page, and what was wrong with its tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("document", {}, None)
        self.problems: list[str] = []
        self._open = self.root
        self.feed(html)
        self.close()
        for node in (self._open, *self._open.above()):
            if node is not self.root:
                self.problems.append(f"{node} is never closed")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        names = [name for name, _ in attrs]
        attributes = {name: value or "" for name, value in attrs}
        node = Node(tag, attributes, self._open)
        if len(attributes) != len(names):
            self.problems.append(f"{node} says an attribute twice")
        self._open.children.append(node)
        if tag not in VOID:
            self._open = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that closes itself, as in a drawing."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open, which must be this one."""
        if self._open.tag == tag and self._open.parent is not None:
            self._open = self._open.parent
        else:
            self.problems.append(f"</{tag}> closes {self._open}")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self._open.children.append(data)

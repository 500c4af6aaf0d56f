"""Does what a person does: acts by the words on the screen, and counts each act."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

PRESSED = ("button", "link", "tab", "menuitem")
AROUND = (
    "group",
    "region",
    "form",
    "article",
    "listitem",
    "row",
    "dialog",
    "navigation",
)
Words = str | re.Pattern[str]


@dataclass
class Effort:
    """What it cost so far."""

    clicks: int = 0
    inputs: int = 0
    acts: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        told = "\n".join(
            f"  {number}. {act}" for number, act in enumerate(self.acts, 1)
        )
        return f"{self.clicks} clicks, {self.inputs} inputs\n{told}"


class Person:
    """Somebody at a page; `within` looks at one part of it and counts on."""

    def __init__(
        self,
        page: Page,
        home: str,
        part: Locator | None = None,
        effort: Effort | None = None,
    ) -> None:
        self.page = page
        self.home = home
        self.part = part or page.locator("body")
        self.effort = effort or Effort()

    def within(self, name: Words) -> "Person":
        """Look only at the part of the page with this name or heading."""
        named = self._one([self.part.get_by_role(role, name=name) for role in AROUND])
        return Person(self.page, self.home, named, self.effort)

    def goes_to(self, path: str) -> None:
        """Type an address or follow a link from a mail."""
        self.effort.acts.append(f"goes to {path}")
        self.page.goto(self.home + path if path.startswith("/") else path)

    def clicks(self, name: Words) -> None:
        """Press the button or link that says this."""
        target = self._one(
            [self.part.get_by_role(role, name=name, exact=True) for role in PRESSED]
            + [self.part.locator("summary", has_text=name)]
        )
        self.effort.clicks += 1
        self.effort.acts.append(f"clicks {_said(name)}")
        target.click()

    def follows(self, name: Words) -> None:
        """Press what leads to another page, and wait until that page is there."""
        with self.page.expect_navigation():
            self.clicks(name)

    def types(self, label: Words, text: str) -> None:
        """Fill the field with this label."""
        self._count_input(f"types into {_said(label)}: {text}")
        self._control(label).fill(text)

    def chooses(self, label: Words, option: str) -> None:
        """Choose in a list, or in a group of answers, by its words."""
        self._count_input(f"chooses in {_said(label)}: {option}")
        group = self.part.get_by_role("group", name=label).or_(
            self.part.get_by_role("radiogroup", name=label)
        )
        # A click that leads to another page is over before the page is there.
        self._one([group, self._labelled(label)])
        if group.count():
            said = re.compile(rf"^\s*{re.escape(option)}\s*$")
            group.first.locator("label", has_text=said).click()
        else:
            self._control(label).select_option(label=option)

    def ticks(self, label: Words) -> None:
        """Tick the box with this label."""
        self._count_input(f"ticks {_said(label)}")
        self._control(label).check()

    def unticks(self, label: Words) -> None:
        """Clear the box with this label."""
        self._count_input(f"clears {_said(label)}")
        self._control(label).uncheck()

    def sees(self, words: Words) -> None:
        """Fail unless these words come into sight."""
        expect(self.part.get_by_text(words).filter(visible=True).first).to_be_visible()

    def does_not_see(self, words: Words) -> None:
        """Fail if these words are in sight."""
        expect(self.part.get_by_text(words).filter(visible=True)).to_have_count(0)

    def _control(self, label: Words) -> Locator:
        return self._one([self._labelled(label)])

    def _labelled(self, label: Words) -> Locator:
        found = self.part.get_by_label(label, exact=True)
        if isinstance(label, str):
            remarked = re.compile(rf"^\s*{re.escape(label)}\s+\([^()]+\)\s*$")
            found = found.or_(self.part.get_by_label(remarked))
        return found

    def _count_input(self, act: str) -> None:
        self.effort.inputs += 1
        self.effort.acts.append(act)

    def _one(self, choices: list[Locator]) -> Locator:
        every = choices[0]
        for choice in choices[1:]:
            every = every.or_(choice)
        visible = every.filter(visible=True)
        expect(visible.first).to_be_visible()
        return visible.first


def _said(words: Words) -> str:
    return words if isinstance(words, str) else words.pattern

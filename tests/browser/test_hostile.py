"""What people type is text: no markup, handler or address of theirs ever runs."""

from collections.abc import Callable

from playwright.sync_api import Dialog, Locator, Page

from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.spoken import Spoken
from tests.browser.test_job import look_until
from tests.told import Tell

ENGLISH = Spoken("en")
PAYLOADS = (
    "<script>ran=1;alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "javascript:alert(4)//",
    "{{ 7 * 7 }}</textarea><script>alert(5)</script>",
    "'-alert(6)-' <a href='javascript:alert(7)'>x</a>",
)
SENTENCE = "<b>safe</b> way"
WRITABLE = "input[type=text], input:not([type]), textarea"


def hostile(page: Page) -> list[Dialog]:
    """Listen for dialogs; what the policy stops is an error in the console."""
    opened: list[Dialog] = []

    def dismissed(dialog: Dialog) -> None:
        opened.append(dialog)
        dialog.dismiss()

    page.on("dialog", dismissed)
    return opened


def fill_all(page: Page) -> list[str]:
    """Open every closed part and write a payload into each field of free text."""
    page.locator("main details").evaluate_all("all => all.forEach(d => d.open = true)")
    written = []
    for at, field in enumerate(free_text(page)):
        written.append(PAYLOADS[at % len(PAYLOADS)])
        field.fill(written[-1])
    return written


def free_text(page: Page) -> list[Locator]:
    fields = page.locator("main form").first.locator(WRITABLE).all()
    return [f for f in fields if f.is_visible() and not f.get_attribute("inputmode")]


def test_nothing_typed_into_a_pathway_runs_anywhere(
    used_demo: Live, person_at: Callable[..., Person], tell: Tell
) -> None:
    author = signed_in(used_demo, person_at, desk.COORDINATOR)
    page, dialogs = author.page, hostile(author.page)
    begins_a_pathway(author, f"{PAYLOADS[0]} {SENTENCE}")
    version = page.url
    author.follows("Edit step 3")
    step = page.url
    written = fill_all(page)
    author.follows("Save the step")
    author.sees(PAYLOADS[0])
    page.goto(f"{version}/settings")
    written += fill_all(page)
    author.follows("Save")
    looked = [version, step, f"{version}/print", f"{version}/settings"]
    author.follows("All versions")
    looked += [page.url, f"{used_demo.url}/desk/", f"{used_demo.url}/desk/pathways/"]
    for address in looked:
        page.goto(address)
        assert_nothing_ran(page, dialogs)
        shown = page.content().replace("&lt;", "<")
        assert "alert(" in shown, address
    page.goto(version)
    author.follows("Send to review")
    public = published(used_demo, person_at, desk.APPROVER)
    assert len(written) >= 12
    tell(f"{len(written)} fields, {len(looked)} desk pages and {public} public ones")


def begins_a_pathway(author: Person, title: str) -> None:
    author.clicks("Referral pathways")
    author.clicks("New pathway")
    author.clicks("Start: The way to help for adults")
    author.types("Title", title)
    author.types("Title, in English", title)
    author.clicks("Make the draft")
    author.sees("Send to review")


def published(live: Live, person_at: Callable[..., Person], email: str) -> int:
    """The second person returns it with a hostile reason, then it is published."""
    second = signed_in(live, person_at, email)
    dialogs = hostile(second.page)
    with second.page.expect_navigation():
        second.page.get_by_role("main").get_by_role("link", name="alert(").first.click()
    address = second.page.url
    second.clicks("Return it")
    second.types("What should change", PAYLOADS[1])
    second.clicks("Return to the editors")
    second.sees(PAYLOADS[1])
    assert_nothing_ran(second.page, dialogs)
    author = signed_in(live, person_at, desk.COORDINATOR)
    author.page.goto(address)
    author.follows("Send to review")
    second.page.goto(address)
    second.follows("Approve")
    second.follows("Publish")
    looked = looks_in_public(live, person_at)
    second.page.goto(address)
    second.clicks("Withdraw it")
    second.clicks("Withdraw from the public")
    second.sees("Withdrawn")
    return looked


def looks_in_public(live: Live, person_at: Callable[..., Person]) -> int:
    """The list, the town and the pathway itself, in each language."""
    visitor = person_at(live)
    dialogs, looked = hostile(visitor.page), 0
    for prefix in ("sr", "sr-latn", "en"):
        visitor.goes_to(f"/{prefix}/pathways/")
        look_until(visitor.page, "alert(")
        own = visitor.page.get_by_role("main").get_by_role("link", name="alert(")
        href = own.first.get_attribute("href") or ""
        for path in (f"/{prefix}/pathways/", f"/{prefix}/municipalities/vranje/", href):
            visitor.goes_to(path)
            visitor.sees("alert(")
            assert_nothing_ran(visitor.page, dialogs)
            looked += 1
    return looked


def test_nothing_typed_into_a_service_runs_anywhere(
    used_demo: Live, person_at: Callable[..., Person]
) -> None:
    author = signed_in(used_demo, person_at, desk.COORDINATOR)
    page, dialogs = author.page, hostile(author.page)
    author.clicks("Services")
    author.follows("Add a service")
    fill_all(page)
    page.get_by_label("Who offers it").select_option(index=1)
    page.get_by_label("Kind of help").select_option(index=1)
    page.locator("[name=tier][value=public]").check()
    kinds = page.get_by_label("Kind", exact=True)
    kinds.first.select_option(value="web")
    page.get_by_label("Number or address").first.fill("javascript:alert(4)")
    page.get_by_role("button", name="Save", exact=True).click()
    author.sees("Write a web address that begins with https://.")
    assert_nothing_ran(page, dialogs)
    assert PAYLOADS[0] in [field.input_value() for field in free_text(page)]
    for at, field in enumerate(page.get_by_label("Number or address").all()):
        field.fill("" if at else "https://example.org/a?b=1")
    for field in page.locator("[name$=purpose], [name$=purpose_en]").all()[2:]:
        field.fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    author.sees(PAYLOADS[0])
    assert_nothing_ran(page, dialogs)
    for path in ("/desk/services/", "/desk/teams/", "/desk/"):
        author.goes_to(path)
        assert_nothing_ran(page, dialogs)


def assert_nothing_ran(page: Page, dialogs: list[Dialog]) -> None:
    """No dialog, no global, no element and no link that somebody typed."""
    assert dialogs == []
    assert page.evaluate("() => typeof ran") == "undefined"
    assert page.locator("main b:text-is('safe')").count() == 0
    assert page.locator("[onerror], [onload], [src='x']").count() == 0
    assert page.locator("a[href^='javascript:' i]").count() == 0


def signed_in(live: Live, person_at: Callable[..., Person], email: str) -> Person:
    person = person_at(live, lang="en")
    desk.is_at_the_desk(person, email, ENGLISH)
    return person

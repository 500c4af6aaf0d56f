"""The handbook's pictures of the service map."""

from typing import Any

from tests.browser import desk


def the_register_is_kept(camera: Any) -> None:
    """The record and its tiers, what falls due, gaps, map, search and files."""
    person = camera.at_the_desk(desk.COORDINATOR)
    person.goes_to("/desk/services/")
    record = person.page.locator("main tbody th a").first.get_attribute("href")
    person.goes_to(f"{record}/edit")
    camera.takes(person.page, "record", 1000)
    person.goes_to(f"{record}/tiers/")
    camera.takes(person.page, "tiers", 1000)
    person.goes_to("/desk/services/due/")
    camera.takes(person.page, "due", 900)
    person.goes_to("/desk/gaps/vranje/")
    camera.takes(person.page, "gaps", 900)
    person.goes_to("/desk/services/map/")
    pins = ".leaflet-marker-icon.map-number, .leaflet-marker-icon.map-many"
    person.page.locator(pins).first.wait_for()
    camera.takes(person.page, "deskmap", 900)
    person.goes_to("/desk/search/?q=pravna pomoc")
    camera.takes(person.page, "search", 700)
    person.goes_to("/desk/services/")
    person.page.locator("main a[href*='/intake/of/']").first.click()
    camera.takes(person.page, "files", 700)

"""The handbook's pictures of pathways: drawn, followed, compared; referrals counted."""

from typing import Any

from tests.browser import desk

PHONE = 360


def a_pathway_is_known(camera: Any) -> None:
    """The drawing and the way in big type, as a visitor has them."""
    prefix, spoken = camera.spoken.prefix, camera.spoken
    visitor = camera.visitor()
    visitor.goes_to(f"{prefix}/pathways/")
    listed = visitor.page.locator("main .pathway-rows a").first
    path = str(listed.get_attribute("href"))
    visitor.goes_to(path)
    visitor.page.locator(".flow-section").evaluate("part => part.scrollIntoView()")
    camera.takes(visitor.page, "drawing", 1000)
    phone = camera.visitor(PHONE)
    phone.goes_to(f"{path}follow/")
    phone.page.locator(".follow-step:visible .follow-choices a").first.click()
    camera.takes(phone.page, "follow", 780)
    coordinator = camera.at_the_desk(desk.COORDINATOR)
    what_is_new(camera, coordinator)
    coordinator.goes_to("/desk/referrals/")
    coordinator.sees(spoken("Referrals, counted"))
    camera.takes(coordinator.page, "counted", 1200)


def what_is_new(camera: Any, coordinator: Any) -> None:
    """The version in force beside the next one, of which one step is another."""
    spoken = camera.spoken
    desk.opens_room(coordinator, spoken("Referral pathways"), spoken)
    state = spoken.label("version_state", "published")
    row = coordinator.page.get_by_role("row", name=state).first
    row.get_by_role("link").first.click()
    coordinator.clicks(spoken("All versions"))
    coordinator.clicks(spoken("Start the next version"))
    coordinator.clicks(spoken("Edit step %(number)d", number=2))
    coordinator.types(spoken("Within"), "2")
    coordinator.chooses(spoken("Unit"), spoken.label("unit", "hour"))
    coordinator.clicks(spoken("Save the step"))
    coordinator.clicks(spoken("What is new in this version"))
    coordinator.page.locator(".flow-frame").evaluate("part => part.scrollIntoView()")
    camera.takes(coordinator.page, "compare", 1000)

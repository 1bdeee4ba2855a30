"""Each page against the rules of axe, in light and in dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, person


def problems(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {[node['html'][:120] for node in rule['nodes'][:3]]}"
        for rule in found
    ]


PLACES = {
    "queue": "/",
    "all reports": "/?view=all",
    "suggestion": "{desk}?field=children.0.death_category",
    "nothing found": "{desk}?field=children.0.cp_plan",
    "set of codes": "{desk}?field=children.0.maltreatment",
    "age": "{desk}?field=children.0.age_at_incident",
    "item": "{desk}?field=agencies.police",
    "adding": "{desk}?add=pressure_points",
    "end": "{desk}?field=end",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule(browser: Browser, site: Site, scheme: str) -> None:
    door = browser.new_page(color_scheme=scheme)
    door.goto(f"{site.address}/sign-in/")
    assert problems(door) == []
    door.close()
    context = person(browser, site, color_scheme=scheme)
    page = context.new_page()
    desk = site.desk.removeprefix(site.address)
    for name, place in PLACES.items():
        page.goto(site.address + place.format(desk=desk))
        page.wait_for_timeout(200)
        assert problems(page) == [], name
    page.goto(f"{site.desk}?field=children.0.death_category")
    page.keyboard.press("c")
    assert problems(page) == [], "choosing"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert problems(page) == [], "keys"
    context.close()


def test_at_twice_the_size_nothing_is_cut_off(browser: Browser, site: Site) -> None:
    """A window of 640 by 360 is what 1280 by 720 has at 200% zoom."""
    context = person(browser, site)
    page = context.new_page()
    page.set_viewport_size({"width": 640, "height": 360})
    page.goto(f"{site.desk}?field=children.0.death_category")
    page.wait_for_timeout(300)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 640
    for action in ("accept", "change", "not_mentioned", "unsure"):
        assert page.locator(f'.actions [data-act="{action}"]').is_visible()
    assert problems(page) == []
    context.close()

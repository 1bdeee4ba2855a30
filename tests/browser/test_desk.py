"""The desk in a real browser, against a real server."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site, person

CATEGORY = "children.0.death_category"
WHITE = 250
PICTURES = os.environ.get("SCR_TEST_PICTURES")
"""A folder for screenshots, where someone wants to look at them."""


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))


def open_field(page: Page, site: Site, path: str) -> None:
    page.goto(f"{site.desk}?field={path}")
    expect(page.locator("html.js")).to_be_attached()
    page.wait_for_load_state("networkidle")


def press(page: Page, key: str) -> None:
    """Press a key and wait for the answer of the server."""
    with page.expect_response(lambda answer: "/reports/" in answer.url):
        page.keyboard.press(key)
    expect(page.locator("#saved")).to_have_text("All saved")


def current(site: Site, path: str) -> dict[str, Any] | None:
    """Return what the store holds at a path, None before any decision."""
    code = (
        "import django, json, sys; django.setup();"
        "from records.models import CurrentValue;"
        "row = CurrentValue.objects.filter(path=sys.argv[1]).values('value', 'status', "
        "'rejected', 'evidence', 'version').first(); print(json.dumps(row))"
    )
    loaded: dict[str, Any] | None = json.loads(site.run("-c", code, path))
    return loaded


def share_of_white(image: Image.Image, left: float, top: float, right: float, low: float) -> float:
    """Return the share of pixels within a rectangle (in pixels) that are as white as paper."""
    part = image.crop((round(left), round(top), round(right), round(low))).convert("RGB")
    pixels = list(part.get_flattened_data())
    return sum(min(pixel) >= WHITE for pixel in pixels) / len(pixels)


@pytest.fixture(autouse=True)
def _django_for_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")


def test_the_highlight_lies_on_the_stored_box(page: Page, site: Site) -> None:
    open_field(page, site, CATEGORY)
    picture(page, "desk")
    found = site.finding(CATEGORY)
    assert page.locator("svg.page").get_attribute("data-page") == str(found["page"])
    paper = page.locator("image.paper").bounding_box()
    assert paper is not None
    shot = Image.open(io.BytesIO(page.screenshot()))
    sheet = page.locator("#sheet").bounding_box()
    assert sheet is not None
    for x0, y0, x1, y1 in found["boxes"]:
        left, right = (paper["x"] + x * paper["width"] for x in (x0, x1))
        top, low = (paper["y"] + y * paper["height"] for y in (y0, y1))
        assert sheet["y"] < top < low < sheet["y"] + sheet["height"], "the evidence is in view"
        height = low - top
        assert share_of_white(shot, left + 1, top + 1, right - 1, low - 1) == 0
        above = share_of_white(shot, left, top - 1.4 * height, right, top - 0.6 * height)
        assert above > 0.2, "the line above is not washed"


def test_a_value_corrected_by_keyboard_is_in_the_export(
    page: Page, site: Site, tmp_path: Path
) -> None:
    open_field(page, site, CATEGORY)
    page.keyboard.press("c")
    page.keyboard.type("starvation")
    picture(page, "change")
    expect(page.locator("#alts li:visible")).to_have_count(1)
    press(page, "Enter")
    expect(page.locator("#said")).to_contain_text("Corrected: Extreme neglect. Saved.")
    expect(page.locator('[role="listbox"]')).to_be_focused()
    held = current(site, CATEGORY)
    assert held is not None
    assert held["value"] == "extreme_neglect"

    code = (
        "import django, sys, pathlib; django.setup(); from export import write_dataset;"
        "write_dataset(pathlib.Path(sys.argv[1]), 'csv')"
    )
    site.run("-c", code, str(tmp_path / "dataset"))
    with (tmp_path / "dataset" / "children.csv").open(newline="", encoding="utf-8-sig") as file:
        (child,) = csv.DictReader(file)
    assert child["death_category"] == "extreme_neglect"


def test_right_values_cost_one_key_each(page: Page, site: Site) -> None:
    open_field(page, site, "review.review_type")
    for _ in range(5):
        press(page, "a")
    expect(page.locator("#progress")).to_contain_text("5 of ")
    press(page, "z")
    expect(page.locator("#said")).to_contain_text("Undone")
    expect(page.locator("#progress")).to_contain_text("4 of ")


def test_keys_move_between_fields_groups_and_pages(page: Page, site: Site) -> None:
    open_field(page, site, CATEGORY)
    name = page.locator("#f-name")
    press(page, "k")
    expect(name).to_have_text("Outcome")
    press(page, "ArrowDown")
    expect(name).to_have_text("Category of death")
    press(page, "J")
    expect(page.locator(".panel-head .where")).to_contain_text("Agencies")
    press(page, ".")
    before = page.locator("svg.page").get_attribute("data-page")
    press(page, ",")
    expect(page.locator("svg.page")).not_to_have_attribute("data-page", str(before))
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    picture(page, "keys")
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.locator("#progress")).to_contain_text("0 of "), "no key works behind the sheet"


def test_selected_words_become_the_evidence(page: Page, site: Site) -> None:
    open_field(page, site, "children.0.living_with&page=3")
    page.keyboard.press("c")
    page.keyboard.type("mother's partner")
    page.keyboard.press("Escape")
    press(page, "1")
    expect(page.locator(".state").first).to_contain_text("Needs evidence")
    picture(page, "needs-evidence")
    assert current(site, "children.0.living_with") is None
    width = page.evaluate("document.getElementById('desk').scrollWidth")
    assert width <= 1280, "a long sentence in the top bar widens nothing"
    select(page, first=20, last=24)
    press(page, "e")
    held = current(site, "children.0.living_with")
    assert held is not None
    assert held["evidence"][0]["page"] == 3
    assert len(held["evidence"][0]["quote"].split()) == 5


def select(page: Page, first: int, last: int) -> None:
    """Drag the mouse over words of the page, from one to another on the same line or below."""
    words = page.locator("#words text")
    words.nth(first).scroll_into_view_if_needed()
    start, end = words.nth(first).bounding_box(), words.nth(last).bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 1, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 4, end["y"] + end["height"] / 2, steps=8)
    page.mouse.up()


def test_two_tabs_see_both_values_and_overwrite_nothing(
    browser: Browser, window: BrowserContext, page: Page, site: Site
) -> None:
    open_field(page, site, CATEGORY)
    others = person(browser, site, "otto")
    second = others.new_page()
    open_field(second, site, CATEGORY)
    press(second, "a")
    press(page, "2")
    expect(page.locator(".panel-head .state")).to_contain_text("Two values")
    expect(page.locator(".two-values")).to_contain_text("Fatal physical abuse")
    picture(page, "conflict")
    held = current(site, CATEGORY)
    assert held is not None
    assert (held["value"], held["version"]) == ("fatal_physical_abuse", 1)
    press(page, "1")
    held = current(site, CATEGORY)
    assert held is not None
    assert held["version"] == 2
    assert held["value"] != "fatal_physical_abuse"
    others.close()


def test_a_lost_connection_is_said_and_nothing_is_taken_for_saved(
    window: BrowserContext, page: Page, site: Site
) -> None:
    open_field(page, site, CATEGORY)
    window.set_offline(True)
    page.keyboard.press("a")
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("#saved")).to_have_text("Last key not saved")
    window.set_offline(False)
    press(page, "a")
    expect(page.locator("#offline")).to_be_hidden()
    assert current(site, CATEGORY) is not None


def test_the_desk_works_without_script(browser: Browser, site: Site) -> None:
    context = person(browser, site, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.desk}?field={CATEGORY}")
    picture(page, "without-script")
    page.get_by_role("button", name="Extreme neglect").click()
    expect(page.locator("#said")).to_contain_text("Corrected: Extreme neglect")
    page.goto(f"{site.desk}?field=children.0.cp_plan")
    page.get_by_text("Type the words instead").click()
    page.get_by_label("Page", exact=True).last.fill("3")
    page.get_by_label("Words, as they stand on the page").fill("a baby boy")
    page.get_by_role("button", name="Link these words").click()
    expect(page.locator(".quote mark")).to_have_text("a baby boy")
    page.get_by_role("button", name="Never").click()
    held = current(site, "children.0.cp_plan")
    assert held is not None
    assert held["value"] == "never"
    context.close()

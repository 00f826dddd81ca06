"""Every page of the site, every way that someone may look at it: nothing wrong with any.

Small and large screens, light and dark, large text, zoomed, with forced colours, scripts on and off, by keyboard, on paper.
The pages are listed in pages.py. Axe runs at the two sizes that differ in shape; what it would only repeat it does not run.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.browser import pages
from tests.browser.checks import faults, keyboard_faults, paper_faults
from tests.browser.conftest import Reader
from tests.browser.town import opened, running_town

PHONE, DESK = {"width": 320, "height": 700}, {"width": 1100, "height": 900}
A4 = {"width": 658, "height": 900}
"""A4 paper between margins of 18 mm, at 96 pixels an inch."""
WAYS = {
    "phone": {"viewport": PHONE},
    "phone-dark-no-script": {"viewport": PHONE, "color_scheme": "dark", "java_script_enabled": False},
    "desk": {"viewport": DESK},
    "desk-dark-largest": {"viewport": DESK, "look": "dark.largest"},
    "zoomed-200": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    "phone-forced-colours": {"viewport": PHONE, "forced_colors": "active"},
}
AXE = {"phone", "desk", "desk-dark-largest"}
UNFOLDED = {"phone", "desk-dark-largest", "zoomed-200", "phone-forced-colours"}
WHO = ["visitor", *pages.SIGNED_IN]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Return a site with August delivered, one request waiting and one agreement on offer, with the numbers of its pages."""
    with running_town(tmp_path_factory.mktemp("pages") / "var") as made:
        yield made


def window(browser: Browser, site, who: str, **facts):
    return opened(browser, site, "" if who == "visitor" else who, **facts)


def paths_of(who: str, numbers: dict[str, int]) -> list[str]:
    return [path.format(**numbers) for path in (pages.PUBLIC if who == "visitor" else pages.SIGNED_IN[who])]


def go(reader: Reader, path: str, *, unfold: bool = False) -> None:
    """Open a page, and unfold all that is folded on it if asked."""
    answer = reader.page.goto(reader.site.address + path)
    assert answer is not None
    assert answer.status in {200, 404, 403}, f"{path} answered {answer.status}"
    if unfold:
        reader.page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")


def leaving_faults(reader: Reader) -> list[str]:
    """Return whether the way out is cut off: in sight at once, whole, with nothing to scroll."""
    leave, size = reader.page.locator("a.leave").bounding_box(), reader.page.viewport_size
    whole = leave is not None and leave["x"] >= 0 and leave["x"] + leave["width"] <= size["width"]
    return (
        []
        if whole and leave["y"] >= 0 and leave["y"] + leave["height"] <= size["height"]
        else ["“Leave this site” is cut off"]
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("who", WHO)
def test_nothing_is_wrong_with_any_page(browser, town, way, who):
    site, numbers = town
    problems: list[str] = []
    with window(browser, site, who, **WAYS[way]) as reader:
        asked: list[str] = []
        reader.page.on("request", lambda request: asked.append(request.url))
        for path in paths_of(who, numbers):
            go(reader, path, unfold=way in UNFOLDED)
            problems += [
                f"{path}: {fault}" for fault in (*faults(reader.page, axe=way in AXE), *leaving_faults(reader))
            ]
    problems += [f"asked {url}" for url in asked if not url.startswith(site.address)]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("who", WHO)
def test_text_of_twice_the_size_hides_and_cuts_off_nothing(browser, town, who):
    site, numbers = town
    problems: list[str] = []
    with window(browser, site, who, viewport=DESK) as reader:
        for path in paths_of(who, numbers):
            go(reader, path, unfold=True)
            reader.page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
            problems += [f"{path}: {fault}" for fault in (*faults(reader.page, axe=False), *leaving_faults(reader))]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("who", WHO)
def test_a_keyboard_reaches_everything_in_order_and_shows_where_it_is(browser, town, who):
    site, numbers = town
    problems: list[str] = []
    with window(browser, site, who, viewport=PHONE) as reader:
        for path in paths_of(who, numbers):
            go(reader, path, unfold=True)
            problems += [f"{path}: {fault}" for fault in keyboard_faults(reader.page)]
    assert not problems, "\n".join(problems)


def test_the_focus_shows_with_forced_colours_and_on_a_desk(browser, town):
    site, numbers = town
    problems: list[str] = []
    for facts in ({"viewport": DESK, "forced_colors": "active"}, {"viewport": DESK, "color_scheme": "dark"}):
        with window(browser, site, "margaret", **facts) as reader:
            for path in (
                "/",
                "/preferences",
                "/find?q=lonely",
                *(f"/my/visits/{numbers[key]}" for key in ("written", "coming")),
            ):
                go(reader, path)
                forced = "forced_colors" in facts
                problems += [f"{path}: {fault}" for fault in keyboard_faults(reader.page, forced_colours=forced)]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("who", WHO)
def test_every_page_prints_black_on_white_whole_and_without_ways_through(browser, town, who):
    site, numbers = town
    problems: list[str] = []
    with window(browser, site, who, viewport=A4, look="dark.") as reader:
        for path in paths_of(who, numbers):
            go(reader, path)
            problems += [f"{path}: {fault}" for fault in paper_faults(reader.page)]
            reader.page.emulate_media(media="screen")
    assert not problems, "\n".join(problems)


def test_the_checks_do_find_faults(browser):
    page = browser.new_page()
    page.set_content(
        "<html><body><main style='width:3000px'><h1>a</h1><h1>b</h1><p style='color:#aaa'>pale</p><input>"
        "<p style='margin-left:2900px'>far</p></main></body></html>"
    )
    found = " ".join(faults(page))
    page.close()
    for fault in ("axe:", "contrast:", "sideways scroll", "2 h1 headings", "small target", "cut off:"):
        assert fault in found


def test_the_check_of_a_keyboard_does_find_faults(browser):
    page = browser.new_page()
    page.set_content(
        "<style>a:focus { outline: none } .over { position: fixed; inset: 0 0 auto 0; height: 60px; background: #fff }</style>"
        "<button>under</button><a href='#x'>unseen</a><button tabindex='1'>first</button><div class='over'>over</div>"
    )
    found = " ".join(keyboard_faults(page))
    page.close()
    for fault in ("hidden under something: <button>under", "cannot be seen: <a", "goes back: <button>under"):
        assert fault in found


def test_the_check_of_paper_does_find_faults(browser):
    page = browser.new_page(viewport=A4)
    page.set_content(
        "<nav>ways</nav><p style='color:#777'>pale</p><p style='background:#ddd'>grey</p>"
        "<p style='margin-left:650px;width:60px'>far</p>"
    )
    found = " ".join(paper_faults(page))
    page.close()
    for fault in ("no help on paper: <nav>", "not printed black", "not printed on white", "cut off at the edge"):
        assert fault in found


def test_margaret_s_invoice_prints_on_one_sheet_and_large_on_two(browser, town):
    site, numbers = town
    with window(browser, site, "margaret", viewport=DESK) as reader:
        for address, most in ((f"/invoices/{numbers['own']}", 1), (f"/invoices/{numbers['own']}?size=large", 2)):
            paper = reader.go(address).pdf(format="A4", prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= most, address

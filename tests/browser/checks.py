"""What every page must pass in a real browser.

`faults`: axe, contrast, no sideways scroll, nothing cut off, one h1, targets large enough. `keyboard_faults`: every stop is
reached in order, seen, and hidden under nothing. `paper_faults`: what is printed is black on white, whole, and worth the ink.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page


def _script(name: str) -> str:
    """Return a script's function: what follows its first lines of comment."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))


CONTRAST, KEYBOARD, PAPER = (_script(f"{name}.js") for name in ("contrast", "keyboard", "paper"))
MOST_STOPS = 400
SMALL_TARGETS = """
() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")]
  .filter((e) => !e.closest("p, li > :not(a), dd, td, .govuk-skip-link, [class*=visually-hidden]"))
  .map((e) => ({ e, box: (e.closest(".govuk-radios__item, .govuk-checkboxes__item") || e).getBoundingClientRect() }))
  .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
  .map(({ e, box }) => `${e.outerHTML.slice(0, 80)} ${Math.round(box.width)}x${Math.round(box.height)}`)
"""

CUT_OFF = """
() => [...document.querySelectorAll("main *, header *, footer *, aside *")]
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest("[class*=visually-hidden], .stack thead, option"))
  .map((e) => ({ e, box: e.getBoundingClientRect() }))
  .filter(({ e, box }) => box.width > 1 && (box.left < -1 || box.right > document.documentElement.clientWidth + 1
    || (getComputedStyle(e).overflowX === "hidden" && e.scrollWidth > e.clientWidth + 1)))
  .map(({ e }) => `${e.tagName}.${e.className} "${e.textContent.trim().slice(0, 40)}"`)
"""


def faults(page: Page, *, axe: bool = True) -> list[str]:
    """Return what is wrong with the page as it stands, in words; an empty list is a good page.

    Without scripts axe cannot run (its promises never come back), so the other checks run alone; so they do where axe would
    only say again what it said of the same page at another size.
    """
    violations = Axe().run(page).response["violations"] if axe else []
    found = [f"axe: {fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in violations]
    found += [f"contrast: {short}" for short in page.evaluate(CONTRAST)]
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.append(f"sideways scroll of {wide} px")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} h1 headings")
    found += [f"small target: {target}" for target in page.evaluate(SMALL_TARGETS)]
    found += [f"cut off: {words}" for words in page.evaluate(CUT_OFF)]
    return found


def keyboard_faults(page: Page, *, forced_colours: bool = False) -> list[str]:
    """Return what a keyboard meets that is wrong, from the top of the page to its end by Tab (WCAG 2.4.3, 2.4.7, 2.4.11).

    With forced colours only an outline is a mark: shadows and grounds are not painted.
    """
    page.evaluate(KEYBOARD)
    found, last, met = [], -1, set()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        now = page.evaluate("() => window.keyboard.step()")
        if now["at"] == last >= 0:
            continue  # another part of the same field: the month of a day, the minutes of a time
        if now["at"] < 0 or now["at"] in met:
            break  # the end of the page, or round to its top again
        met.add(now["at"])
        if now["at"] < last:
            found.append(f"the focus goes back: {now['name']}")
        last = now["at"]
        if not now["changed"] or (forced_colours and not now["outlined"]):
            found.append(f"the focus cannot be seen: {now['name']}")
        if not now["inside"] or now["hidden"]:
            found.append(f"the focus is hidden under something: {now['name']}")
    return found + [f"no keyboard reaches: {name}" for name in page.evaluate("() => window.keyboard.left()")]


def paper_faults(page: Page) -> list[str]:
    """Return what is wrong with the page on A4 paper; the window must be as wide as the paper between its margins."""
    page.emulate_media(media="print")
    return list(page.evaluate(PAPER))

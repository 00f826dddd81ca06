"""What every page must pass in a real browser: axe, contrast, no sideways scroll, one h1, targets large enough."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

CONTRAST = Path(__file__).with_name("contrast.js").read_text().split("\n", 2)[2]
SMALL_TARGETS = """
() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")]
  .filter((e) => !e.closest("p, li > :not(a), dd, td, .govuk-skip-link, [class*=visually-hidden]"))
  .map((e) => ({ e, box: (e.closest(".govuk-radios__item, .govuk-checkboxes__item") || e).getBoundingClientRect() }))
  .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
  .map(({ e, box }) => `${e.outerHTML.slice(0, 80)} ${Math.round(box.width)}x${Math.round(box.height)}`)
"""


def faults(page: Page, *, scripts: bool = True) -> list[str]:
    """Return what is wrong with the page as it stands, in words; an empty list is a good page.

    Without scripts axe cannot run (its promises never come back), so the other checks run alone.
    """
    violations = Axe().run(page).response["violations"] if scripts else []
    found = [f"axe: {fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in violations]
    found += [f"contrast: {short}" for short in page.evaluate(CONTRAST)]
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.append(f"sideways scroll of {wide} px")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} h1 headings")
    found += [f"small target: {target}" for target in page.evaluate(SMALL_TARGETS)]
    return found

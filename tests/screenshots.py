"""`python -m tests.screenshots [FOLDER]`: one sheet with a picture of every page, phone and desk, light and dark.

The sheet is FOLDER/sheet.png (var/screenshots when no folder is named); each page by itself lies beside it. It is made to
be looked at by a person: is anything cut off, ugly, or confusing for someone tired and worried?
"""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import sync_playwright

from tests import needs
from tests.browser import pages
from tests.browser.town import opened, running_town

WAYS = {
    "phone-light": {"viewport": {"width": 320, "height": 700}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"},
    "desk-light": {"viewport": {"width": 1100, "height": 900}, "color_scheme": "light"},
    "desk-dark": {"viewport": {"width": 1100, "height": 900}, "color_scheme": "dark"},
}
WIDTHS = (160, 160, 400, 400)
"""How wide each picture stands on the sheet, in pixels."""
TALLEST = 560
GAP = 12
NAME_HEIGHT = 24
CELLS_IN_A_ROW = 2


@dataclass(frozen=True)
class Taken:
    """One page: its name on the sheet and its picture each way."""

    name: str
    files: list[Path]


def take(folder: Path) -> list[Taken]:
    """Take the picture of every page, each way, into a folder; return them in the order of the lists of pages."""
    taken: list[Taken] = []
    with tempfile.TemporaryDirectory() as var, running_town(Path(var)) as (site, numbers), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=needs.chromium(), args=["--no-sandbox", "--disable-gpu"])
        for who, paths in {"": pages.PUBLIC, **pages.SIGNED_IN}.items():
            found = [path.format(**numbers) for path in paths]
            by_way = []
            for way, facts in WAYS.items():
                with opened(browser, site, who, **facts) as reader:
                    by_way.append([_take(reader.page, site.address + path, folder / f"{_slug(who, path)}.{way}.png")
                                   for path in found])  # fmt: skip
                print(f"{who or 'a visitor'}: {len(found)} pages, {way}")
            taken += [Taken(f"{who or 'a visitor'}  {path}", list(files))
                      for path, *files in zip(found, *by_way, strict=True)]  # fmt: skip
        browser.close()
    return taken


def _take(page, address: str, file: Path) -> Path:
    page.goto(address)
    page.screenshot(path=file, full_page=True)
    return file


def _slug(who: str, path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{who or 'visitor'} {path}".lower()).strip("-")


def sheet_of(taken: list[Taken]) -> Image.Image:
    """Return one picture with all of them, the name under each; what is taller than the sheet allows goes on unseen."""
    cell = (sum(WIDTHS) + GAP * (len(WIDTHS) + 2), TALLEST + NAME_HEIGHT + 2 * GAP)
    rows = -(-len(taken) // CELLS_IN_A_ROW)
    sheet = Image.new("RGB", (cell[0] * CELLS_IN_A_ROW, cell[1] * rows), "#d8d8d8")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(16)
    for at, each in enumerate(taken):
        left, top = (at % CELLS_IN_A_ROW) * cell[0] + GAP, (at // CELLS_IN_A_ROW) * cell[1] + GAP
        draw.text((left, top + TALLEST + 4), each.name, fill="#000", font=font)
        for file, width in zip(each.files, WIDTHS, strict=True):
            with Image.open(file) as picture:
                whole = picture.convert("RGB")
            small = whole.resize((width, max(1, whole.height * width // whole.width)), Image.Resampling.LANCZOS)
            sheet.paste(small.crop((0, 0, width, min(small.height, TALLEST))), (left, top))
            left += width + GAP
    return sheet


def main() -> int:
    """Make the sheet; say where it is, or what is missing."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "var/screenshots")
    if needs.chromium() is None:
        print("Chromium is missing: install the package chromium.", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    taken = take(folder)
    sheet_of(taken).save(folder / "sheet.png", optimize=True)
    print(f"{len(taken)} pages on {folder / 'sheet.png'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

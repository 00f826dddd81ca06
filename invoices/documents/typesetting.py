"""What WeasyPrint needs from us: our own fonts and nothing else, and the tags it leaves out. Importing this loads Pango.

The tags are mended in WeasyPrint's own objects before they are written, so no second PDF library is needed.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pydyf
import weasyprint
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from weasyprint.text.ffi import ffi, fontconfig
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

FONT = ".woff2"
# A font that is cut to the letters of a page would carry the time of cutting: fontTools takes this day instead.
os.environ.setdefault("SOURCE_DATE_EPOCH", "1577836800")
# An address that is nowhere: names in the style sheet are read against it.
NOWHERE = "https://paper.invalid/"


class OurFonts(URLFetcher):
    """Gives a font of the built look by its file name; refuses everything else, near or far."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder of the built look."""
        super().__init__()
        self._folder = folder

    def fetch(self, url: str, _headers: Any = None) -> URLFetcherResponse:
        """Return a font. Raises ValueError for any other address; WeasyPrint then goes without."""
        address = urlsplit(url)
        file = self._folder.joinpath(address.path.rpartition("/")[2])
        if not url.startswith(NOWHERE) or file.suffix != FONT:
            raise ValueError(f"a paper invoice fetches nothing, and so not {url}")
        return URLFetcherResponse(url, _unpacked(file, int(address.query or 400)))


def has_a_font(folder: Path) -> bool:
    """Say whether there is any letter to print with: our own fonts, or one of the machine's."""
    if next(folder.glob(f"*{FONT}"), None):
        return True
    return bool(fontconfig.FcConfigGetFonts(ffi.NULL, fontconfig.FcSetSystem).nfont)


def lay_out(html: str, *, css: str, fonts: Path) -> weasyprint.Document:
    """Return WeasyPrint's document of a page under a style sheet."""
    fetcher, known = OurFonts(fonts), FontConfiguration()
    sheet = weasyprint.CSS(string=css, base_url=NOWHERE, url_fetcher=fetcher, font_config=known)
    page = weasyprint.HTML(string=html, url_fetcher=fetcher)
    return page.render(stylesheets=[sheet], font_config=known, pdf_variant="pdf/ua-1")


def finish(_document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Mend a PDF's tags: scope of header cells, an index of them, names beside facts, page numbers out of the way."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    elements = list(_below(pdf, root))
    for element in elements:
        if element["S"] == "/L":
            _pair_names_with_facts(pdf, element)
        elif element["S"] == "/TH":
            group = _object(pdf, _object(pdf, element["P"])["P"])
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
    _index_headers(pdf, root, [element for element in elements if "ID" in element])
    _set_margins_aside(pdf, root, {element.number for element in elements})


def _pair_names_with_facts(pdf: pydyf.PDF, element: pydyf.Dictionary) -> None:
    """Make each pair of a <dl> one item, its name the label: WeasyPrint makes two items in a <div>."""
    for pair in _children(pdf, element):
        if pair["S"] == "/Div":
            pair["S"] = "/LI"
            for place, item in enumerate(_children(pdf, pair)):
                item["S"] = "/LBody" if place else "/Lbl"
                for body in _children(pdf, item):
                    body["S"] = "/NonStruct"


def _index_headers(pdf: pydyf.PDF, root: pydyf.Dictionary, headers: list[pydyf.Dictionary]) -> None:
    """List the header cells by the names that cells call them by, as ISO 32000 (14.7.2) asks for."""
    if headers:
        names = pydyf.Array()
        for header in sorted(headers, key=lambda header: header["ID"].data):
            names.extend((header["ID"], header.reference))
        index = pydyf.Dictionary({"Names": names})
        pdf.add_object(index)
        root["IDTree"] = index.reference


def _set_margins_aside(pdf: pydyf.PDF, root: pydyf.Dictionary, reachable: set[int]) -> None:
    """Make page numbers artifacts, which are not read aloud: WeasyPrint gives them tags that hang on nothing."""
    nums = _object(pdf, root["ParentTree"])["Nums"]
    for page_number, reference in enumerate(pdf.page_references):
        parents = nums[nums.index(page_number) + 1]
        stream = _object(pdf, _object(pdf, reference)["Contents"]).stream
        for place, what in enumerate(stream):
            tagged = isinstance(what, pydyf.Dictionary) and "MCID" in what
            if tagged and _number(parents[what["MCID"]]) not in reachable:
                parents[what["MCID"]] = "null"
                stream[place - 1 : place + 2] = ["/Artifact", b"", b"BMC"]


def _below(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    for child in _children(pdf, element):
        yield child
        yield from _below(pdf, child)


def _children(pdf: pydyf.PDF, element: pydyf.Dictionary) -> list[pydyf.Dictionary]:
    found = [_object(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]
    return [each for each in found if each.get("Type") == "/StructElem"]


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[_number(reference)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


@lru_cache(maxsize=8)
def _unpacked(file: Path, weight: int) -> bytes:
    """Return a font at one weight, as WeasyPrint embeds it.

    Left variable, the widths that the PDF states are not quite those in the font it carries, and a validator says so.
    """
    font = TTFont(file, recalcTimestamp=False)
    if "fvar" in font:
        instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
    font.flavor = None
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()

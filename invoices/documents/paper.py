"""The PDF of an invoice, made by WeasyPrint from the same page. It needs Pango, which the machine must have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

INSTALL = (
    "To make PDFs, whoever runs this site needs to install Pango: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
)
NO_FONT = (
    "To make PDFs, whoever runs this site needs to run `kith assets`, which brings the letters to print with, "
    "or to install others: apt-get install fonts-dejavu-core."
)


class NoPaperError(Exception):
    """WeasyPrint cannot load what it needs from the machine, or there is no letter to print with."""


def write_pdf(html: str, *, css: str, fonts: Path) -> bytes:
    """Return a tagged PDF (PDF/UA-1) of a page; the same page gives the same bytes.

    `fonts` is the folder of the built look, from which the style sheet may take fonts by name; nothing else is fetched.
    Raises NoPaperError where Pango is missing or there is no font at all.
    """
    document = lay_out(html, css=css, fonts=fonts)
    made = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=True, finisher=_typesetting().finish)
    return bytes(made)


def lay_out(html: str, *, css: str, fonts: Path) -> Any:
    """Return WeasyPrint's document, which knows its pages. Raises NoPaperError as write_pdf does."""
    typesetting = _typesetting()
    if not typesetting.has_a_font(fonts):
        # Pango would not draw empty boxes then: it ends the whole process.
        raise NoPaperError(NO_FONT)
    return typesetting.lay_out(html, css=css, fonts=fonts)


def _typesetting() -> Any:
    try:
        # Loaded on first use: it takes a second, and a machine without Pango can still run the site.
        from invoices.documents import typesetting  # noqa: PLC0415
    except OSError as error:
        raise NoPaperError(INSTALL) from error
    return typesetting

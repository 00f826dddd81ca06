"""The PDF of an invoice, made by WeasyPrint from the same page. It needs Pango, which the machine must have."""

from __future__ import annotations

from typing import Any

INSTALL = (
    "To make PDFs, whoever runs this site needs to install Pango: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core."
)


class NoPaperError(Exception):
    """WeasyPrint cannot load what it needs from the machine."""


def write_pdf(html: str, *, css: str) -> bytes:
    """Return a tagged PDF (PDF/UA-1) of a page. Nothing is fetched. Raises NoPaperError where Pango is missing."""
    document = lay_out(html, css=css)
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))


def lay_out(html: str, *, css: str) -> Any:
    """Return WeasyPrint's document, which knows its pages. Raises NoPaperError where Pango is missing."""
    try:
        # Loaded on first use: it takes a second, and a machine without Pango can still run the site.
        import weasyprint  # noqa: PLC0415
    except OSError as error:
        raise NoPaperError(INSTALL) from error
    page = weasyprint.HTML(string=html, url_fetcher=_refuse)
    return page.render(stylesheets=[weasyprint.CSS(string=css, url_fetcher=_refuse)], pdf_variant="pdf/ua-1")


def _refuse(url: str, *_rest: Any, **_options: Any) -> dict[str, Any]:
    raise ValueError(f"a paper invoice fetches nothing, and so not {url}")

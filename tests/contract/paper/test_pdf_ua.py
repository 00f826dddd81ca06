"""Every PDF of an invoice is PDF/UA-1 by two validators, which are shown to bite; its pages, sizes and words are right."""

from __future__ import annotations

import page
import pytest
import weasyprint

NAMES = [f"{name}-{size}" for name in ("margaret", "copy", "welsh", "long") for size in ("ordinary", "large")]
BAD = {
    "no alternative text": '<html lang="en"><head><title>Bad</title></head><body><h1>Bad</h1><img src="data:image/png;base64,'
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="></body></html>',
    "no title": '<html lang="en"><body><h1>Bad</h1></body></html>',
}


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    """Return PDFs that claim PDF/UA-1 and are not, and one that claims nothing."""
    folder, found = tmp_path_factory.mktemp("bad"), []
    for at, html in enumerate(BAD.values()):
        found.append(folder / f"bad-{at}.pdf")
        weasyprint.HTML(string=html).write_pdf(found[-1], pdf_variant="pdf/ua-1")
    found.append(folder / "untagged.pdf")
    weasyprint.HTML(string=BAD["no title"]).write_pdf(found[-1])
    return found


def failures(path) -> list[str]:
    return [str(one) for one in page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1).failures]


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_invoice_is_pdf_ua(papers, name):
    assert failures(papers[name]) == []


def test_the_first_validator_bites(bad):
    assert [bool(failures(path)) for path in bad] == [True, True, True]


def test_verapdf_says_the_same_of_all_of_them(papers, verapdf, bad):
    files = [*papers.values(), *bad]
    said = verapdf(files)
    assert [path.name for path in papers.values() if not said[path]] == []
    assert [path.name for path in bad if said[path]] == []

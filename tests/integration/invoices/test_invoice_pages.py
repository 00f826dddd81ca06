"""What each reader sees of an invoice: journey 2 steps 7 to 10 and the word list of section 4."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress

import pytest

from invoices.documents import paper
from marketplace.kernel.words import banned_words_in


def words_of(page) -> str:
    return re.sub(r"\s+", " ", page.find("main").get_text(" "))


def unpacked(pdf: bytes) -> bytes:
    """Return a PDF with what its streams hold, so that one can look inside."""
    held = []
    for stream in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            held.append(zlib.decompress(stream))
    return pdf + b"".join(held)


def test_margaret_reads_her_miles(site, read):
    page = read("Margaret", f"/invoices/{site.hers}")
    text = words_of(page)
    assert [h1.text for h1 in page.find_all("h1")] == ["Your invoice – August"]
    assert page.title.text.startswith("Your invoice – August")
    for said in (
        "Hello Margaret.",
        "For Margaret Hale",
        "From Harbour Wellbeing, 3 Quay Street, Millbrook, MB1 2CD. Charity number 0000001",
        "HW-0001",
        "Date 1 September 2026",
        "Miles in your worker’s car",
        "6.4 miles on Monday 3 August 6.4 miles × 50p £3.20",
        "11.0 miles on Friday 21 August 11.0 miles × 50p £5.50",
        "14.2 miles on Monday 31 August 14.2 miles × 50p £7.10",
        "Please pay by Tuesday 15 September 2026",
        "By bank: pay Harbour Wellbeing, sort code 00-00-04 , account 00012345 , with the reference HW0001",
        "By cheque",
        "By phone",
        "If something looks wrong",
        "If you cannot pay",
        "up to 12",
        "no fee and no interest",
    ):
        assert said in text
    assert text.count("Total to pay £15.80") == text.count("£15.80") == 1
    assert len(re.findall(r"\binvoice\b", text, re.IGNORECASE)) == 1
    assert "ank holiday" not in text
    assert "ank-holiday" not in text


def test_the_council_reads_hours_and_the_bank_holiday(site, read):
    text = words_of(read("Colin", f"/invoices/{site.theirs}"))
    assert "Invoice – August 2026" in text
    assert "Bank-holiday price (Summer bank holiday, Monday 31 August)" in text
    assert "Total to pay £264.00" in text
    assert "To Millbrook Borough Council, Town Hall, Millbrook" in text
    assert "mile" not in text
    assert "Hello" not in text
    assert "If you cannot pay" not in text


def test_the_person_gets_a_copy_of_what_others_pay(site, read):
    text = words_of(read("Margaret", f"/invoices/{site.theirs}"))
    assert "Hello Margaret. This is a copy for you." in text
    assert "Nothing for you to pay" in text
    assert "Millbrook Borough Council pays this: £264.00" in text
    assert "How to pay" not in text
    assert "Total to pay" not in text


@pytest.mark.parametrize(
    ("who", "which"), [("Margaret", "hers"), ("Margaret", "theirs"), ("Colin", "theirs"), ("Jo", "hers")]
)
def test_no_banned_word_on_any_of_them(site, read, who, which):
    for size in ("", "?size=large"):
        assert banned_words_in(words_of(read(who, f"/invoices/{getattr(site, which)}{size}"))) == []


@pytest.mark.parametrize("end", ["", "/pdf"])
def test_nobody_else_sees_it(site, as_, end):
    for who in ("Tom", "Una", "Colin"):
        assert as_(who).get(f"/invoices/{site.hers}{end}").status_code == 404
    for who in ("Tom", "Una"):
        assert as_(who).get(f"/invoices/{site.theirs}{end}").status_code == 404
    visitor = site.app.test_client().get(f"/invoices/{site.hers}{end}")
    assert (visitor.status_code, visitor.location.split("?")[0]) == (302, "/sign-in")


def test_each_list_holds_its_readers_own(site, read, as_):
    mine = words_of(read("Margaret", "/my/invoices"))
    assert "HW-0001" in mine
    assert "Nothing for you to pay" in mine
    assert "HW-0001" not in words_of(read("Colin", "/payer/invoices"))
    assert "HW-0002 August 2026 Margaret Hale 15 September 2026 To pay £264.00" in words_of(
        read("Colin", "/payer/invoices")
    )
    assert "HW-0001" in words_of(read("Jo", "/provider/invoices"))
    assert "There are none yet" in words_of(read("Una", "/provider/invoices"))
    assert "There are none yet" in words_of(read("Tom", "/my/invoices?page=-3"))
    assert as_("Margaret").get("/provider/invoices").status_code == 403
    assert as_("Jo").get("/payer/invoices").status_code == 403


@pytest.mark.parametrize("address", ["/my/invoices", "/invoices/1", "/invoices/1?size=large"])
def test_no_name_in_address_or_title(site, read, address):
    assert "Margaret" not in address + read("Margaret", address).title.text


def test_large_print_sets_the_size_by_the_page_alone(site, read):
    assert read("Margaret", f"/invoices/{site.hers}?size=large").html["data-text"] == "large"
    assert "data-text" not in read("Margaret", f"/invoices/{site.hers}").html.attrs


def test_paper_is_tagged_and_one_page(site, as_, monkeypatch):
    laid_out = []
    lay_out = paper.lay_out
    monkeypatch.setattr(paper, "lay_out", lambda html, **how: laid_out.append(lay_out(html, **how)) or laid_out[-1])
    made = as_("Margaret").get(f"/invoices/{site.hers}/pdf")
    assert made.mimetype == "application/pdf"
    assert made.data.startswith(b"%PDF-")
    assert made.headers["Cache-Control"] == "no-store"
    assert made.headers["Content-Disposition"] == 'inline; filename="HW-0001.pdf"'
    assert len(laid_out[0].pages) == 1
    assert b"pdfuaid:part" in unpacked(made.data)
    assert b"/StructTreeRoot" in unpacked(made.data)
    large = as_("Margaret").get(f"/invoices/{site.hers}/pdf?size=large")
    assert large.status_code == 200
    assert len(laid_out[1].pages) <= 3


def test_without_pango_the_page_says_what_to_install(site, as_, monkeypatch):
    def missing(*_, **__):
        raise paper.NoPaperError(paper.INSTALL)

    monkeypatch.setattr(paper, "lay_out", missing)
    answer = as_("Margaret").get(f"/invoices/{site.hers}/pdf")
    assert answer.status_code == 503
    assert "libpango" in answer.text

"""Journey 2 of the domain text, steps 1–5 and 7–10, to the penny: from finding Harbour Wellbeing to a paid invoice.

The council pays for support, Margaret for miles. The whole way runs twice: with scripts and without.
"""

from __future__ import annotations

import re

from playwright.sync_api import expect

from invoices.payments import checks as books
from marketplace.kernel.words import banned_words_in

VISITS = (
    # day of August, from, to, car, miles, what the check page must say
    ("2026-08-03", "10:00", "12:00", True, "6.4", "£44.00"),
    ("2026-08-13", "10:00", "13:00", False, "", "£66.00"),
    ("2026-08-21", "13:00", "15:30", True, "12.4", "£55.00"),
    ("2026-08-31", "10:00", "13:00", True, "14.2", "£99.00"),
)
AGREEMENT = "/my/agreements/1"


def press(page, name: str) -> None:
    """Press a button in the page's main part."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def find_and_ask(margaret) -> None:
    """Find Harbour Wellbeing by words, see the whole price, and ask."""
    page = margaret.go("/")
    page.get_by_label("In your own words").fill("getting out")
    page.get_by_label("Postcode").fill("SK22")
    page.get_by_role("button", name="Find support").click()
    card = page.locator("li.card", has_text="Harbour Wellbeing").first
    expect(card).to_contain_text("£22.00 an hour")
    expect(card).to_contain_text("50p a mile if you go in our car")
    expect(card).to_contain_text("Last checked 20 July 2026")
    card.get_by_role("link", name="Harbour Wellbeing").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Wellbeing")
    page.get_by_role("main").get_by_text("Ask for support", exact=True).click()
    page.get_by_label("Shopping and cooking").check()
    page.get_by_label("About how many hours a week?").fill("3")
    page.get_by_label("From which day?").fill("2026-08-03")
    page.get_by_label("Money Millbrook Council looks after for you").check()
    press(page, "Send this to Harbour Wellbeing")
    expect(page.get_by_role("main")).to_contain_text("Sent. Waiting for an answer")


def answer_and_agree(margaret, jo) -> None:
    """Harbour says yes; Margaret reads the whole price and the 14-day text, asks to start early, and agrees."""
    page = jo.go("/provider/requests")
    page.get_by_role("link", name=re.compile("Margaret")).click()
    page.get_by_label("Yes, we can do this").check()
    press(page, "Send your answer")
    page = margaret.go("/my")
    page.get_by_role("link", name="What you asked Harbour Wellbeing").or_(
        page.get_by_role("link", name="Harbour Wellbeing", exact=True)
    ).first.click()
    main = page.get_by_role("main")
    for words in ("£22.00 an hour", "£33.00 an hour on bank holidays", "50p a mile", "Millbrook Council pays for the support",
                  "You pay for miles in your worker’s car", "until the end of Monday 3 August 2026", "7 days before"):  # fmt: skip
        expect(main).to_contain_text(words)
    early = page.get_by_label(re.compile("Please start before 4 August 2026"))
    expect(early).not_to_be_checked()
    early.check()
    press(page, "Agree, and pay for my miles")
    expect(page.get_by_role("main")).to_contain_text("Holds now")
    expect(page.get_by_role("main")).to_contain_text("until the end of Monday 3 August 2026")


def plan(margaret, day: str, start: str, end: str, *, car: bool, miles: str, price: str) -> None:
    """Plan one visit: see what it costs, then book; on the bank holiday the box must be ticked."""
    page = margaret.go(f"{AGREEMENT}/visits/new")
    page.get_by_label("Which worker?").select_option("Dev")
    page.get_by_label("Which day?").fill(day)
    page.get_by_label("From", exact=True).fill(start)
    page.get_by_label("To", exact=True).fill(end)
    page.get_by_label("In my worker’s car" if car else "Bus, train or walking").check()
    if car:
        page.get_by_label("If by car, about how many miles each way?").fill("7")
    press(page, "See what it costs")
    main = page.get_by_role("main")
    expect(main).to_contain_text(price)
    if car:
        expect(main).to_contain_text("About 7 miles each way, about £7.00")
        expect(main).to_contain_text("You pay £7.00")
    else:
        expect(main).not_to_contain_text("Miles in your worker’s car")
    button = "Book and agree to pay £7.00" if car else "Book. There is nothing for me to pay"
    if day == "2026-08-31":
        expect(main).to_contain_text("Bank-holiday price £33.00 an hour. Book anyway?")
        expect(main).to_contain_text("Summer bank holiday")
        tick = page.get_by_label("Yes, book at the bank-holiday price")
        expect(tick).not_to_be_checked()
        press(page, button)
        expect(page.get_by_role("main")).to_contain_text("Tick the box if you want to book at the bank-holiday price.")
        page.get_by_label("Yes, book at the bank-holiday price").check()
    press(page, button)
    expect(page.get_by_role("main")).to_contain_text("This visit is booked.")


def write_down(dev, number: int, *, miles: str) -> None:
    """Dev writes a visit down on his phone."""
    page = dev.go(f"/shifts/{number}")
    if miles:
        page.get_by_label("Miles in your car").fill(miles)
    press(page, "Save")
    expect(page.get_by_role("main")).to_contain_text("Margaret can agree it now.")


def agree(margaret, number: int, *, reads: str) -> None:
    """Margaret reads what was written down and agrees."""
    page = margaret.go(f"/my/visits/{number}")
    expect(page.get_by_role("main")).to_contain_text(reads)
    press(page, "I agree")
    expect(page.get_by_role("main")).to_contain_text("You agreed this visit.")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"Margaret answered \d+ \w+ 2026, [\d.]+ [ap]m"))


def deliver(site, margaret, dev) -> None:
    """The four visits of August: written down, agreed; the third is not right at first (step 4)."""
    site.set_clock("2026-08-03T12:05")
    write_down(dev, 1, miles="6.4")
    agree(margaret, 1, reads="6.4 miles, £3.20")
    site.set_clock("2026-08-13T13:05")
    write_down(dev, 2, miles="")
    agree(margaret, 2, reads="No miles to pay")
    site.set_clock("2026-08-21T15:40")
    write_down(dev, 3, miles="12.4")
    page = margaret.go("/my/visits/3")
    page.get_by_role("main").locator("summary", has_text="That is not right").click()
    page.get_by_label("The miles").check()
    press(page, "That is not right")
    expect(page.get_by_role("main")).to_contain_text("Being checked")
    site.set_clock("2026-08-21T16:10")
    write_down(dev, 3, miles="11.0")
    agree(margaret, 3, reads="11.0 miles, £5.50")
    expect(margaret.page.get_by_role("main")).to_contain_text("12.4 miles, £6.20")
    site.set_clock("2026-08-31T13:05")
    write_down(dev, 4, miles="14.2")
    agree(margaret, 4, reads="14.2 miles, £7.10")


def month_end(jo, colin, margaret) -> None:
    """Two invoices: £264.00 to the council, £15.80 to Margaret; nothing crosses."""
    page = jo.go("/provider/month-end?month=2026-08")
    expect(page.get_by_role("main")).to_contain_text("£264.00")
    press(page, "Make these invoices")
    expect(page.get_by_role("main")).to_contain_text("Made 2 invoices, £279.80 in all.")
    council = colin.go("/invoices/1").get_by_role("main").inner_text()
    assert "£264.00" in council
    assert "Summer bank holiday, Monday 31 August" in council
    assert "mile" not in council.lower()
    own = margaret.go("/invoices/2").get_by_role("main").inner_text()
    for words in ("Margaret", "Miles in your worker’s car", "£3.20", "£5.50", "£7.10", "HW0002", "If something looks wrong",
                  "If you cannot pay", "Please pay by Tuesday 15 September 2026"):  # fmt: skip
        assert words in own, words
    assert own.count("£15.80") == 1
    assert "bank holiday" not in own.lower()
    assert banned_words_in(own.replace("Harbour Wellbeing", "")) == []
    assert colin.page.goto(colin.site.address + "/invoices/2").status == 404


def pay(jo, margaret) -> None:
    """Jo keys the payment against the reference; the balance is £0.00."""
    page = jo.go("/provider/invoices/2/payment")
    expect(page.get_by_role("main")).to_contain_text("HW0002")
    page.get_by_label(re.compile("How much|Amount")).fill("15.80")
    press(page, page.get_by_role("main").get_by_role("button").last.inner_text())
    main = margaret.go("/invoices/2").get_by_role("main")
    expect(main).to_contain_text("Paid")
    expect(main).to_contain_text("£0.00")


def test_margaret_finds_asks_agrees_and_gets_two_plain_invoices(site, reader):
    margaret, jo = reader("margaret"), reader("jo")
    find_and_ask(margaret)
    answer_and_agree(margaret, jo)
    for day, start, end, car, miles, price in VISITS:
        plan(margaret, day, start, end, car=car, miles=miles, price=price)
    deliver(site, margaret, reader("dev", width=360, height=740))
    site.set_clock("2026-09-01T09:00")
    month_end(jo, reader("colin"), margaret)
    pay(jo, margaret)
    with site.sessions() as session:
        assert books.check(session) == []

"""Journey 7 of the domain text, steps 1–6: two who give support make their pages at once, staff look, people see the whole price.

Jo keeps Harbour Wellbeing; Tom begins a new organisation beside her. Their windows are open at the same time, and the two
of the staff press at the same time. The whole way runs twice: with scripts and without.
"""

from __future__ import annotations

import re

from playwright.sync_api import expect
from sqlalchemy import select

from listings.models import Listing
from marketplace.cli.millbrook.people import EVERYONE
from marketplace.kernel.clock import parse_moment
from marketplace.people.operations import give_role
from marketplace.people.queries import person_by_email
from search.indexing import service


def press(page, name: str) -> None:
    """Press a button in the page's main part."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page, name: str) -> None:
    """Follow a link in the page's main part."""
    main, named = page.get_by_role("main"), re.compile(f"^{re.escape(name)}")
    main.get_by_role("link", name=named).or_(main.locator("a[role=button]", has_text=named)).first.click()


def step(page, name: str) -> None:
    """Open a step from the list of steps."""
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def told(page, words: str) -> None:
    """Expect words in the page's main part."""
    expect(page.get_by_role("main")).to_contain_text(words)


def begin(jo, tom) -> None:
    """Step 1: Jo adds a page, Tom begins an organisation; a word that few know is told with plainer ones."""
    ours, theirs = jo.go("/provider/listings"), tom.go("/list-with-us")
    follow(ours, "Add a page")
    follow(theirs, "Begin")
    theirs.get_by_label("An organisation that gives support").check()
    ours.get_by_label("What kind of thing it is").select_option("Organisation giving support")
    ours.get_by_label("What is it called?").fill("Harbour at Home")
    theirs.get_by_label("What is it called?").fill("Weir Lane Support")
    theirs.get_by_label("Phone").fill("01632 960888")
    press(ours, "Go on")
    press(theirs, "Go on")
    for page in (ours, theirs):
        step(page, "What you do")
        page.get_by_label("In one sentence").fill("An outcome-focused package for service users.")
        press(page, "See how plainly it reads")
        told(page, "Not everyone knows these words")
        told(page, "“Outcome”: goal; what changed")
        page.get_by_label("In one sentence").fill("Someone who helps you with your week.")
        press(page, "Keep and go on")
        page.get_by_label("Languages").fill("English, Urdu")
        press(page, "Keep and go on")
        page.get_by_label("Out and about").check()
        page.get_by_label("Most people for one worker").fill("4")
        page.get_by_role("group", name="Help on the same day").get_by_label("Yes").check()
        press(page, "Keep and go to the steps")
        step(page, "Where it is")
        page.get_by_label("Town").fill("Millbrook")
        press(page, "Keep and go to the steps")


def price(page, *, hour: str) -> None:
    """Step 2: £22.00 from 1 April, £33.00 on bank holidays from 1 August, and Saturday 26 December too."""
    step(page, "Prices by the hour")
    follow(page, "Add something you sell by the hour")
    page.get_by_label("What you sell").fill("Support by the hour")
    page.get_by_label("No", exact=True).check()
    press(page, "Keep it and give the price")
    page.get_by_label("From which day").fill("2026-04-01")
    page.get_by_label("An hour", exact=True).fill(hour)
    page.get_by_label("A mile in your car").fill("0.50")
    page.get_by_label("Hours before a visit up to which").fill("24")
    page.get_by_label("Most hours somebody can save").fill("20")
    page.get_by_label("Use saved hours within how many months").fill("12")
    press(page, "Keep this price")
    follow(page, "Add the next price")
    page.get_by_label("From which day").fill("2026-08-01")
    page.get_by_label("An hour on bank holidays").fill("33")
    page.get_by_label("Why some days cost more").fill("We pay our workers more on these days.")
    press(page, "Keep this price")
    told(page, "Days at the bank-holiday price")
    expect(page.get_by_label("Monday 28 December 2026, Boxing Day")).to_be_checked()
    beside = page.get_by_label("Saturday 26 December 2026, Boxing Day")
    expect(beside).not_to_be_checked()
    beside.check()
    press(page, "Keep these days")
    for words in ("From 1 April 2026 to 31 July 2026", f"£{hour}.00 an hour", "£33.00 an hour on bank holidays", "50p a mile",
                  "Also at the bank-holiday price: Boxing Day 26 December 2026", "7 days’ notice",
                  "Free to move up to 24 hours before", "at most 20 hours, to be used within 12 months"):  # fmt: skip
        told(page, words)
    page.get_by_role("group", name="Cars are insured").get_by_label("Yes").check()
    press(page, "Keep and go on")


def care(page) -> None:
    """Step 3: help with washing needs the regulator's number; without it that offer stays hidden and the rest goes on."""
    page.get_by_label("Who to tell if someone may be harmed").fill("The manager, 01632 960888")
    press(page, "Keep and go to the steps")
    step(page, "Prices by the hour")
    follow(page, "Add something you sell by the hour")
    page.get_by_label("What you sell").fill("Help in the morning")
    page.get_by_label("Yes", exact=True).check()
    press(page, "Keep it and give the price")
    page.get_by_label("From which day").fill("2026-04-01")
    page.get_by_label("An hour", exact=True).fill("27")
    press(page, "Keep this price")
    told(page, "Nobody sees this one yet.")
    page.get_by_role("navigation", name="Back").get_by_role("link").click()


def who_sells(page) -> None:
    """An organisation that sells by the hour says first who it is (rule C11)."""
    press(page, "Send it to be checked")
    expect(page.get_by_role("alert")).to_contain_text("Tell us your address first")
    step(page, "Who you are")
    page.get_by_label("Address", exact=True).fill("8 Weir Lane, Millbrook")
    press(page, "Save")
    page.goto(page.url.split("/provider/")[0] + "/provider/listings")
    follow(page, "Go on with this page")


def reach_and_send(page, *, new: bool = False) -> None:
    """Give a way to be reached, look at it as people would, send it."""
    step(page, "How to reach you")
    page.get_by_label("Phone").fill("01632 960888")
    press(page, "Keep and go to the steps")
    follow(page, "See it as people would")
    told(page, "£33.00 an hour on bank holidays")
    page.get_by_role("navigation", name="Back").get_by_role("link").click()
    if new:
        who_sells(page)
    press(page, "Send it to be checked")
    told(page, "Sent. We will look at it soon.")


def check_both(robin, other) -> None:
    """Two of the staff open the same page; the second who presses is told. Then the other page."""
    one, two = robin.go("/admin/pages"), other.go("/admin/pages")
    for page in (one, two):
        follow(page, "Harbour at Home")
        page.get_by_label("Yes, put it live").check()
    press(one, "Send your answer")
    told(one, "Your answer is sent.")
    press(two, "Send your answer")
    expect(two.get_by_role("alert")).to_contain_text("Somebody has decided on this already")
    follow(one, "Weir Lane Support")
    one.get_by_label("Yes, put it live").check()
    press(one, "Send your answer")


def see(visitor, name: str, *, hour: str) -> None:
    """The public page has the whole price, the day it was checked, and not the hidden offer."""
    page = visitor.go(f"/find?q={name.replace(' ', '+')}")
    follow(page, name)
    for words in (f"£{hour}.00 an hour", "50p a mile", "Last checked 20 July 2026"):
        told(page, words)
    expect(page.get_by_role("main")).not_to_contain_text("£27.00")


def add(jo, *, kind: str, name: str, when: bool = False, facts: dict[str, dict[str, str]]) -> None:
    """Step 4: one page more, with the light list of steps."""
    page = jo.go("/provider/listings/new")
    page.get_by_label("What kind of thing it is").select_option(kind)
    page.get_by_label("What is it called?").fill(name)
    press(page, "Go on")
    step(page, "What you do")
    page.get_by_label("In one sentence").fill(f"{name} in Millbrook.")
    press(page, "Keep and go to the steps")
    step(page, "Where it is")
    page.get_by_label("Town").fill("Millbrook")
    press(page, "Keep and go to the steps")
    for day in ("Tuesday", "Thursday") if when else ():
        step(page, "When it is on")
        follow(page, "Add a time")
        page.get_by_label("Day of the week").select_option(day)
        page.get_by_label("From", exact=True).fill("13:00")
        page.get_by_label("To", exact=True).fill("16:00")
        press(page, "Add it")
        page.get_by_role("navigation", name="Back").get_by_role("link").click()
    for code, told_facts in facts.items():
        step(page, code)
        for label, value in told_facts.items():
            if value == "yes":
                page.get_by_role("group", name=label, exact=True).get_by_label("Yes").check()
            else:
                page.get_by_label(label).fill(value)
        press(page, "Keep and go to the steps")
    press(page, "Send it to be checked")
    told(page, "Sent.")


WORKERS = (("Liam", "Paid"), ("Aisha", "Paid"), ("Sam", "Volunteer"), ("Nina", "Has been there"))


def add_workers(tom, robin, visitor) -> None:
    """Step 5: workers by kind, the check by level and month, no paper; people read of them once staff looked."""
    for name, kind in WORKERS:
        page = tom.go("/provider/workers/new")
        page.get_by_label("First name").fill(name)
        page.get_by_label("What they are called").fill("Worker")
        page.get_by_role("radio", name=re.compile(f"^{kind}")).check()
        page.get_by_role("radio", name=re.compile("^Enhanced" if kind == "Paid" else "^Basic")).check()
        page.get_by_label("Month of the check").fill("February 2026")
        press(page, "Keep it, and send it to be checked")
        told(page, name)
    assert page.get_by_role("main").locator("input[type=file]").count() == 0
    for name, _ in WORKERS:
        page = robin.go("/admin/workers")
        follow(page, name)
        page.get_by_role("radio", name=re.compile("^Yes")).check()
        press(page, "Send your answer")
    page = visitor.go("/find?q=Weir+Lane+Support")
    follow(page, "Weir Lane Support")
    for words in (*(name for name, _ in WORKERS), "February 2026"):
        told(page, words)


def accept(tom) -> None:
    """Step 6: Service expectations v3 of the council, with a name and the day."""
    page = tom.go("/provider/expectations")
    told(page, "not yet")
    follow(page, "Support in Millbrook, Millbrook Council")
    page.get_by_label("Your full name").fill("Tom Whitley")
    press(page, "Yes, we will keep to this")
    told(tom.go("/provider/expectations") and page, "Tom Whitley")


def index(site) -> None:
    """Let the worker's search job run."""
    service.drain(site.sessions, service.engine_for(site.folder / "index"), at=parse_moment("2026-07-20T09:30"))


MORE = (
    ("Drop-in", "Harbour Corner", True, {"What it costs to come": {"Price each time": "1"}}),
    ("Someone to spend time with", "Harbour Company",
     False, {"What it costs to come": {"Free": "yes"}, "When it is on": {"Weeks to wait": "6"}}),
    ("Peer group", "Harbour Evenings", False, {"What it costs to come": {"Free": "yes"}}),
    ("Trip or event", "Harbour Garden Trip",
     False, {"What it costs to come": {"Free": "yes"}, "When it is on": {"Places left": "12"}}),
)  # fmt: skip


def test_two_make_their_pages_at_once_and_people_see_the_whole_price(site, reader):
    with site.sessions() as session:
        address = next(one.email for one in EVERYONE if one.key == "priya")
        priya = person_by_email(session, email=address)
        give_role(session, person=priya, role="site_staff", at=parse_moment("2026-07-20T09:00"))
        session.commit()
    jo, tom = reader("jo"), reader("tom")
    begin(jo, tom)
    for one, hour in ((jo, "22"), (tom, "24")):
        price(one.page, hour=hour)
        care(one.page)
        reach_and_send(one.page, new=one is tom)
    robin = reader("robin")
    check_both(robin, reader("priya"))
    index(site)
    visitor = reader()
    see(visitor, "Harbour at Home", hour="22")
    see(visitor, "Weir Lane Support", hour="24")
    add_workers(tom, robin, visitor)
    accept(tom)
    for kind, name, when, facts in MORE:
        add(jo, kind=kind, name=name, when=when, facts=facts)
    with site.sessions() as session:
        kept = session.scalars(select(Listing.name).where(Listing.status == "waiting").order_by(Listing.name)).all()
    assert kept == sorted(name for _, name, _, _ in MORE)
    for _ in MORE:
        page = robin.go("/admin/pages")
        page.get_by_role("main").locator(".card a").first.click()
        page.get_by_label("Yes, put it live").check()
        press(page, "Send your answer")
    index(site)
    page = visitor.go("/find?q=Harbour+Corner")
    follow(page, "Harbour Corner")
    told(page, "£1.00 each time")
    told(page, "Next open: Tuesday 21 July, 1 pm to 4 pm")


MOST_ACTS = 40
"""Fields filled, choices made and buttons pressed: at a quarter of a minute each, ten minutes."""


def test_somebody_new_lists_a_group_in_less_than_ten_minutes(site, reader):
    george, acts = reader("george"), 0
    page = george.go("/")
    page.get_by_role("contentinfo").get_by_role("link", name="List what you do").click()
    follow(page, "Begin")
    page.get_by_label("A group run by people who have been there").check()
    page.get_by_label("What is it called?").fill("Weir Lane Evenings")
    page.get_by_label("Phone").fill("01632 960771")
    press(page, "Go on")
    acts += 6
    for name, fields, ticks in (
        ("What you do", {"In one sentence": "Tea and talk for people who have had a hard time."}, ()),
        ("Who it is for", {}, ("Anyone can come, no assessment", "Run by people who have been there")),
        ("Where it is", {"Town": "Millbrook"}, ()),
        ("What it costs to come", {}, ("Free",)),
    ):
        step(page, name)
        for label, value in fields.items():
            page.get_by_label(label).fill(value)
        for question in ticks:
            page.get_by_role("group", name=question, exact=True).get_by_label("Yes").check()
        press(page, "Keep and go to the steps")
        acts += 2 + len(fields) + len(ticks)
    step(page, "When it is on")
    follow(page, "Add a time")
    page.get_by_label("Day of the week").select_option("Wednesday")
    page.get_by_label("From", exact=True).fill("18:00")
    press(page, "Add it")
    page.get_by_role("navigation", name="Back").get_by_role("link").click()
    expect(page.get_by_role("main").get_by_text("Still needed")).to_have_count(0)
    press(page, "Send it to be checked")
    told(page, "Sent. We will look at it soon.")
    acts += 7
    assert acts <= MOST_ACTS

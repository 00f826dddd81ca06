"""Every page of the site that someone can open, by who opens it, and a town in which each of them has something to show.

A new page goes into PUBLIC or under someone in SIGNED_IN: the tests of every page, the grades and the sheet of pictures
all read these lists. `{visit}` and its like are numbers that `settle` gives.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from sqlalchemy import select

from invoices.documents.models import Invoice
from listings.reviews.models import Review
from marketplace.brokerage.agreements import operations as agreements
from marketplace.brokerage.agreements import texts
from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.own_figures.operations import measure
from marketplace.brokerage.requests import operations as requests
from marketplace.brokerage.visits import operations as visits
from marketplace.brokerage.visits.models import Visit
from marketplace.cli.millbrook import august, said
from marketplace.kernel.clock import from_london, parse_moment
from tests.factories.directory import look_after
from tests.factories.editing import make_page_edit
from tests.factories.freshness import make_answer, make_prompt
from tests.factories.joining import make_join_ask
from tests.factories.shortlists import make_copy, make_shortlist
from tests.factories.told import make_looks, make_missing, make_report, make_story
from tests.factories.trust import make_trust

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from marketplace.cli.millbrook.places import Town

OPENED = "2026-07-01T08:00"
SEEN = "2026-09-02T10:00"
"""When the town was opened, and when its pages are looked at (London time)."""

PUBLIC = (
    "/", "/not-sure", "/crisis", "/preferences", "/words", "/privacy", "/accessibility", "/how-we-order-results",
    "/how-we-check-reviews", "/sources",
    "/sign-in", "/find", "/find?q=lonely&near=SK22&price=free", "/find?q=zzzzz&near=nowhere", "/listings/1",
    "/listings/12",
    "/instead", "/instead?day=1&day=3&start=10:00&hours=2&cost=132&near=SK22&area=people&pick=1&pick=3",
    "/instead?have=1", "/what-could-it-do", "/what-could-it-do?weekly=60&near=SK22", "/listings/12/go-with-me",
                 "/expectations/1", "/expectations/3", "/colleagues/join/{link}",
    "/find?near=Millbrook", "/find?q=chior&near=SK22&radius=1&kind=trip",
    "/nothing-here", "/list-with-us", "/register", "/register/sent", "/reset", "/confirm",
    "/shortlist", "/shortlist/compare", "/shortlist/share", "/shared/{token}",
    "/guides", "/guides/step-by-step",
    "/guides/six-ways-to-hold-money", "/guides/your-own-worker", "/guides/someone-on-your-side", "/guides/your-rights",
    "/guides/how-to-complain", "/stories", "/stories/1", "/stories/2", "/stories/99", "/listings/1/report",
                 "/listings/{claimable}", "/listings/{unlisted}",
    "/listings/1/worried", "/listings/2/worried", "/missing", "/missing?q=chess&near=SK22",
    "{still_right}", "{was_right}", "/still-right/nonsense", "/listings/{old}", "/find?q=gardens",
)  # fmt: skip
SIGNED_IN = {
    "margaret": ("/listings/{claimable}/claim",
           "/my", "/account", "/my/visits", "/my/visits/{visit}", "/my/visits/{visit}/review",
           "/my/visits/{said}/review",
                 "/my/visits/{written}", "/my/visits/{coming}",
                 "/my/agreements/{agreement}",
                 "/my/agreements/{agreement}/visits/new", "/my/invoices", "/invoices/{own}",
                 "/invoices/{own}?size=large",
                 "/invoices/{copy}", "/listings/1/ask", "/shortlist", "/shortlist/compare", "/shortlist/{kept}/note",
                 "/shortlist/share", "/shortlist/shares/{shared}", "/shared/{token}", "/listings/1", "/find?q=lonely"),
    "george": ("/my", "/my/joining", "/my/joining/{join}", "/listings/{befriending}/join", "/my/requests/{request}",
               "/my/agreements/{offered}"),
    "jo": ("/provider/listings/1/pictures", "/listings/{unclaimed}/claim", "/provider/claims/{claim}",
           "/provider/claims/{silent_claim}",
           "/provider/figures", "/provider/reviews", "/provider/reviews/{review}", "/provider/reviews/{answered}",
           "/my", "/provider/joining", "/provider/joining/{join}", "/provider/listings",
           "/provider/listings/1", "/provider/listings/1/today", "/provider/listings/new", "/provider/start",
           "/provider/listings/1/about", "/provider/listings/1/who", "/provider/listings/1/how",
           "/provider/listings/1/when",
           "/provider/listings/1/when/new", "/provider/listings/1/where", "/provider/listings/1/prices",
           "/provider/listings/1/prices/new", "/provider/listings/1/prices/1", "/provider/listings/1/prices/1/from/new",
           "/provider/listings/1/prices/1/from/2026-08-01/days", "/provider/listings/1/safe",
           "/provider/listings/1/look", "/provider/requests",
           "/provider/requests/{waiting}", "/provider/agreements", "/provider/agreements/1",
                 "/provider/expectations/{unread}",
                 "/provider/organisation", "/provider/organisations/{harbour}", "/provider/colleagues",
                 "/provider/colleagues/invite", "/provider/colleagues/{member}/end", "/provider/workers",
                 "/provider/workers/new", "/provider/workers/{worker}", "/provider/workers/{away}/away",
                 "/provider/expectations", "/provider/expectations/1",
           "/provider/calendar", "/provider/visits", "/provider/month-end", "/provider/invoices", "/invoices/{own}",
           "/provider/invoices/{own}/payment", "/admin"),
    "dev": ("/my", "/shifts", "/shifts/{visit}", "/shifts/{written}", "/shifts/{coming}"),
    "colin": ("/my", "/payer/expectations", "/payer/expectations/{council}/new", "/payer/invoices", "/invoices/{copy}"),
    "laleh": ("/my", "/account", "/account/about", "/account/contact", "/account/record", "/account/helpers",
              "/account/helpers/invite", "/account/sign-ins", "/account/password", "/account/email", "/invitations",
              "/acting/1"),
    "robin": ("/admin/workers", "/admin/workers/{worker}",
           "/admin/reviews", "/admin/reviews/{to_read}", "/admin/reviews/{review}",
           "/my", "/admin/pages", "/admin/pages/{edit}", "/admin/pages/{edit}/look",
              "/admin", "/admin/letters", "/admin/words", "/admin/words/row?row=lonely",
              "/admin/stories", "/admin/stories/new", "/admin/stories/1", "/admin/stories/{untold}", "/admin/reports",
              "/admin/missing", "/admin/regulator", "/admin/watch", "/admin/watch/new", "/admin/watch/{watch}",
              "/admin/claims",
              "/admin/claims/{claim}", "/admin/pictures", "/admin/pictures/{waiting_picture}"),
}  # fmt: skip


def settle(session: Session, *, town: Town, folder: Path) -> dict[str, int | str]:
    """Give the town an August delivered and billed, a request waiting, an agreement on offer; return their numbers."""
    august.deliver(session, town=town)
    at = parse_moment("2026-09-02T09:00")
    offer, george = town.offers["harbour"], town.people["george"]
    wish = requests.Wish("Getting out", 60, at.date())
    made = [
        requests.send(session, person=george, offer=offer, wish=wish, budget=None, at=at, submit_key=f"page-{number}")
        for number in range(2)
    ]
    terms = texts.terms(provider="Harbour Wellbeing", notice_days=7, saved_hours_policy="charge_when_used")
    offered = agreements.offer(session, request=made[1], terms=terms, note="", by_id=town.people["jo"].id, at=at)
    make_report(session, listing=town.listings["harbour"], at=at)
    make_report(session, listing=town.listings["choir"], at=at, kind="worried", words="It did not feel safe.", reach="")
    make_missing(session, on=at.date())
    untold = make_story(session, at=at, live=False)
    numbers: dict[str, int | str] = {
        "request": made[1].id,
        "waiting": made[0].id,
        "offered": offered.id,
        "untold": untold.id,
    }
    numbers["join"] = make_join_ask(
        session, person_id=george.id, listing=town.listings["harbour-befriending"], at=at
    ).id
    jo_id = town.people["jo"].id
    numbers["edit"] = make_page_edit(session, listing=town.listings["harbour"], by_id=jo_id, at=at).id
    numbers |= _said(session, town)
    numbers["was_right"] = make_answer(session, listing=town.listings["harbour-drop-in"], at=at)
    numbers["still_right"] = make_prompt(session, listing=town.listings["garden-trip"], at=at)
    numbers["old"] = town.listings["garden-trip"].id
    numbers["befriending"] = town.listings["harbour-befriending"].id
    numbers |= look_after(session, town=town, folder=folder, at=at)
    numbers |= make_trust(session, town=town, at=at)
    numbers["unclaimed"] = town.listings["doorstep"].id
    return {**numbers, **_margarets(session, town), **_put_aside(session, town)}


def _said(session: Session, town: Town) -> dict[str, int]:
    """Let people say how August was, and measure how long Harbour takes to answer."""
    waits = said.tell(session, town=town)
    make_looks(session, listing=town.listings["harbour"], on=date(2026, 9, 1))
    measure(session, parse_moment("2026-09-02T00:10"))
    shown = select(Review).where(Review.status == "live").order_by(Review.id)
    first, *_, last = session.scalars(shown).all()
    return {
        "to_read": waits.id, "review": first.id, "answered": last.id, "said": int(first.source.partition(":")[2]),
    }  # fmt: skip


def _put_aside(session: Session, town: Town) -> dict[str, int | str]:
    """Let Margaret keep four things, with a note on the first, and share them."""
    person_id, at = town.people["margaret"].id, parse_moment("2026-09-02T09:00")
    kept = [town.listings[key] for key in ("harbour", "oakstreet", "listening-ear", "harbour-drop-in")]
    make_shortlist(session, person_id=person_id, listings=kept, at=at, note="Liam sounds kind. Ask about Fridays.")
    copy = make_copy(session, person_id=person_id, listings=kept, at=at)
    return {"kept": kept[0].id, "shared": copy.id, "token": copy.token}


def _margarets(session: Session, town: Town) -> dict[str, int]:
    person_id = town.people["margaret"].id
    agreement = session.scalars(select(Agreement).where(Agreement.person_id == person_id)).one()
    written, coming = (_visit(session, town, agreement, day) for day in (date(2026, 9, 1), date(2026, 9, 17)))
    visits.record(
        session, visit=written, started_at=written.starts_at, ended_at=written.ends_at, miles_tenths=82,
        what_was_done="Shopping", by_id=town.people["dev"].id, at=written.ends_at,
    )  # fmt: skip
    mine = select(Invoice.id).where(Invoice.person_id == person_id)
    return {
        "agreement": agreement.id,
        "visit": session.scalars(select(Visit.id).where(Visit.agreement_id == agreement.id).order_by(Visit.id)).first(),
        "written": written.id,
        "coming": coming.id,
        "own": session.scalar(mine.where(Invoice.payer_person_id.is_not(None))),
        "copy": session.scalar(mine.where(Invoice.payer_organisation_id.is_not(None))),
    }


def _visit(session: Session, town: Town, agreement: Agreement, day: date) -> Visit:
    """Plan one more visit of Margaret's: with Dev, by car, two hours from 10 am."""
    plan = visits.Plan(
        worker_id=town.workers["dev"].id, starts_at=from_london(day, time(10)), ends_at=from_london(day, time(12)),
        task="Shopping and cooking", travel="car", miles_tenths=80,
    )  # fmt: skip
    return visits.plan(
        session, agreement=agreement, plan=plan, higher_price_agreed=False, by_id=agreement.person_id,
        at=parse_moment("2026-08-20T18:00"), submit_key=f"page-{day}",
    )  # fmt: skip

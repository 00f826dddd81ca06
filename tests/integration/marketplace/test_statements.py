"""No page asks the database more than a dozen times, however many visits, people, papers and organisations there are."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import event, select

from invoices.documents.models import Invoice
from invoices.documents.types import Payer
from listings.reviews.models import Review
from listings.watching.operations import put_on_watch
from marketplace.app import create_app
from marketplace.brokerage.agreements import operations as agreements
from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.joining.models import JoinAsk
from marketplace.brokerage.own_figures.operations import measure
from marketplace.brokerage.requests import operations as requests
from marketplace.brokerage.shortlists.rules import MOST_COPIES, MOST_THINGS
from marketplace.brokerage.visits import operations as visits
from marketplace.brokerage.visits.models import Visit
from marketplace.cli.database import open_sessions
from marketplace.cli.millbrook import august, places, said
from marketplace.cli.millbrook.people import PASSWORD
from marketplace.config import load_settings
from marketplace.kernel.clock import from_london, parse_moment
from marketplace.organisations.operations import add_member
from marketplace.people.helping.operations import Limits, let_act_for
from search.indexing import service
from tests.factories.claiming import make_claim
from tests.factories.directory import look_after
from tests.factories.editing import make_page_edit
from tests.factories.freshness import make_prompt
from tests.factories.invoices import hours_line, make_invoice, miles_line
from tests.factories.joining import make_join_ask
from tests.factories.listings import make_listing
from tests.factories.organisations import make_organisation
from tests.factories.people import make_person
from tests.factories.pictures import make_picture
from tests.factories.reviews import make_answer, make_review
from tests.factories.shortlists import make_copy, make_shortlist
from tests.factories.told import make_looks, make_missing, make_report, make_story
from tests.factories.trust import make_expectations, make_invite, make_trust, make_worker_to_check

LIMIT = 12
"""The most statements a page may ask."""
NOW = parse_moment("2026-09-02T09:00")
READS_AND_WRITES = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)

PUBLIC = (
    "/", "/not-sure", "/crisis", "/preferences", "/words", "/privacy", "/accessibility", "/how-we-order-results",
    "/how-we-check-reviews",
    "/sources", "/sign-in", "/register", "/register/sent", "/reset", "/confirm",
    "/expectations/1", "/expectations/3", "/colleagues/join/{link}", "/colours.css", "/leave", "/find",
    "/find?q=group&near=SK22&price=free", "/listings/1",
    "/instead", "/instead?day=1&day=3&start=10:00&hours=2&cost=132&near=SK22&area=people&pick=1&pick=3",
    "/instead?have=1", "/what-could-it-do", "/what-could-it-do?weekly=60&near=SK22", "/listings/12/go-with-me",
    "/find?near=Millbrook", "/find?q=chior&near=SK22&radius=1&kind=trip",
    "/nothing-here", "/list-with-us", "/find/words?q=gar", "/open-data/", "/open-data/services",
    "/open-data/services/6b697468-0001-8000-8000-000000000001",
    "/shortlist", "/shortlist/compare", "/shortlist/share", "/shared/{token}",
    "/guides", "/guides/your-rights", "/stories", "/stories?page=2", "/stories/1", "/listings/1/report",
                 "/pictures/{picture}", "/listings/{unlisted}",
    "/listings/1/worried", "/missing?q=chess", "/sitemap.xml", "/sitemap/0.xml", "/sitemap/1.xml", "/robots.txt",
    "{still_right}", "/listings/12/calendar.ics", "/organisations/1/calendar.ics",
)  # fmt: skip
SIGNED_IN = {
    "margaret": ("/listings/{claimable}/claim",
           "/my", "/my/joining", "/my/joining/{join}", "/listings/{befriending}/join",
                 "/account", "/my/visits", "/my/visits/{planned}", "/my/visits/{written}", "/my/visits/{said}/review",
                 "/my/agreements/{agreement}", "/my/agreements/{agreement}/visits/new", "/my/invoices",
                 "/my/invoices?page=2", "/invoices/{own}", "/invoices/{own}/pdf", "/listings/1/ask", "/find?q=group",
                 "/my/requests/{request}", "/my/requests/{answered}/agreement", "/shortlist", "/shortlist/compare",
                 "/shortlist/{kept}/note", "/shortlist/share", "/shortlist/shares/{shared}", "/shared/{token}"),
    "jo": ("/provider/expectations/{unread}",
           "/provider/organisation", "/provider/organisations/{harbour}", "/provider/colleagues",
           "/provider/colleagues/invite", "/provider/colleagues/{member}/end", "/provider/workers",
           "/provider/workers/new", "/provider/workers/{worker}", "/provider/workers/{away}/away",
           "/provider/expectations", "/provider/expectations/1",
           "/provider/listings/1/pictures", "/listings/{unclaimed}/claim", "/provider/claims/{claim}",
           "/provider/calendar",
           "/provider/figures", "/provider/reviews", "/provider/reviews/{review}",
           "/my", "/provider/joining", "/provider/joining/{join}", "/provider/listings",
           "/provider/listings/1", "/provider/listings/1/today", "/provider/listings/1/about",
           "/provider/listings/1/when",
           "/provider/listings/1/when/new", "/provider/listings/1/prices", "/provider/listings/1/prices/new",
           "/provider/listings/1/prices/1", "/provider/listings/1/prices/1/from/new", "/provider/listings/1/look",
           "/provider/listings/1/prices/1/from/2026-08-01/days", "/provider/start", "/provider/listings/new",
           "/provider/requests", "/provider/requests/{request}", "/provider/agreements",
           "/provider/agreements/{agreement}", "/provider/visits", "/provider/month-end", "/provider/invoices",
           "/invoices/{own}", "/provider/invoices/{own}/payment"),
    "dev": ("/my", "/shifts", "/shifts/{planned}", "/shifts/{written}"),
    "laleh": ("/my", "/account", "/account/about", "/account/contact", "/account/record", "/account/helpers",
              "/account/helpers/invite", "/account/sign-ins", "/account/password", "/account/email",
              "/invitations", "/acting/1"),
    "colin": ("/payer/expectations", "/payer/expectations/{payer}/new",
           "/my", "/payer/invoices", "/invoices/{council}"),
    "robin": ("/admin/workers", "/admin/workers/{worker}",
           "/admin/regulator", "/admin/watch", "/admin/watch/new", "/admin/watch/{watch}", "/admin/claims",
           "/admin/claims/{claim}", "/admin/pictures",
              "/admin/pictures/{waiting_picture}",
           "/admin/reviews", "/admin/reviews/{review}",
           "/my", "/admin/pages", "/admin/pages/{edit}", "/admin/pages/{edit}/look",
              "/admin", "/admin/letters", "/admin/words", "/admin/words/row?row=lonely",
              "/admin/stories", "/admin/stories/new", "/admin/stories/1", "/admin/reports", "/admin/missing"),
}  # fmt: skip
FILES = {"static", "security.static"}
LINKS_IN_MAILS = {"security.confirm_email", "security.reset_password", "security.change_email_confirm"}
"""Each opens once, with a secret of its own: tests/integration/marketplace/people/test_registering.py follows them."""


@pytest.fixture(scope="module")
def busy(databases, tmp_path_factory):
    """Return the site with August delivered, and much more of everything than a small town has."""
    patch = pytest.MonkeyPatch()
    patch.setenv("KITH_NOW", "2026-09-02T10:00")
    settings = load_settings(data=tmp_path_factory.mktemp("busy"))
    settings.database_url = databases.fresh()
    sessions = open_sessions(settings)
    with sessions() as session:
        town = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        august.deliver(session, town=town)
        more_people(session, town)
        more_visits(session, town)
        more_papers(session, town)
        more_organisations(session, town)
        more_told(session, town)
        more_said(session, town)
        numbers = {**numbers_of(session, town), **more_put_aside(session, town)}
        numbers |= more_looked_after(session, town, settings.data)
        session.commit()
    service.rebuild(sessions, service.engine_for(settings.index_folder))
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    yield SimpleNamespace(app=app, numbers=numbers)
    app.extensions["kith_engine"].dispose()
    sessions.kw["bind"].dispose()
    patch.undo()


def more_people(session, town):
    """Give Harbour thirty more people, each with an agreement and one visit that Dev wrote down; Laleh helps ten."""
    for at in range(30):
        key = f"person{at}"
        town.people[key] = make_person(session, at=NOW, known_as=f"Person {at}", password=None)
        agreement = august.agree_with_harbour(session, town=town, key=key, day=date(2026, 7, 2))
        visit = plan(session, town, agreement, day=date(2026, 8, 1) + timedelta(days=at), hour=18)
        write(session, visit, agreed=bool(at % 2))
        if at < 10:
            let_act_for(session, person=town.people[key], helper=town.people["laleh"],
                        limits=Limits("helper"), starts_on=date(2026, 7, 1), at=NOW)  # fmt: skip


def more_visits(session, town):
    """Give Margaret sixty more visits with Dev, a third of them written down and waiting for her yes."""
    agreement = of_margaret(session, town)
    for at in range(60):
        day = date(2026, 8, 4) + timedelta(days=at)
        visit = plan(session, town, agreement, day=day, hour=16)
        if day < date(2026, 8, 24):
            write(session, visit, agreed=False)


def more_papers(session, town):
    """Give Margaret requests, agreements on offer, and a hundred invoices of earlier months, half for the council to pay."""
    margaret, harbour = town.people["margaret"], town.organisations["harbour"]
    wish = requests.Wish("Getting out", 60, NOW.date())
    for at in range(16):
        sent = requests.send(session, person=margaret, offer=town.offers["harbour"], wish=wish, budget=None, at=NOW,
                             submit_key=f"more-{at}")  # fmt: skip
        if at % 2:
            agreements.offer(session, request=sent, terms="Terms", note="", by_id=town.people["jo"].id, at=NOW)
    for at in range(100):
        day = date(2026, 7, 1)
        lines = [hours_line(day=day, minutes=60, source=f"h{at}"), miles_line(day=day, tenths=50, source=f"m{at}")]
        payer = Payer(organisation_id=town.organisations["council"].id) if at % 2 else None
        make_invoice(session, at=NOW, organisation=harbour, person=margaret, payer=payer, lines=lines)


def more_organisations(session, town):
    """Let Jo work in four offices and Colin pay for two."""
    for person, organisation, role in (
        ("jo", "brightwater", "staff"), ("jo", "oakstreet", "staff"), ("jo", "keyturn", "staff"), ("colin", "meadow", "payer"),
    ):  # fmt: skip
        add_member(session, person=town.people[person], organisation=town.organisations[organisation], role=role,
                   on=date(2026, 1, 1))  # fmt: skip


def more_put_aside(session, town):
    """Let Margaret keep as much as a list holds, and share it ten times."""
    kept, margaret = list(town.listings.values())[:MOST_THINGS], town.people["margaret"].id
    make_shortlist(session, person_id=margaret, listings=kept, at=NOW, note="Ring first")
    copies = [make_copy(session, person_id=margaret, listings=kept, at=NOW) for _ in range(MOST_COPIES)]
    return {"kept": kept[0].id, "shared": copies[0].id, "token": copies[0].token}


def more_told(session, town):
    """Let people tell forty stories, send forty reports and miss forty things."""
    every = tuple(town.listings.values())
    for at in range(40):
        make_story(session, at=NOW, about=every[:10])
        make_report(session, listing=every[at % len(every)], at=NOW)
        make_missing(session, on=NOW.date())


def more_said(session, town):
    """Let twenty people say something of each of sixty pages of Harbour's, which Jo answers; count looks at each."""
    said.tell(session, town=town)
    jo, robin, harbour = town.people["jo"].id, town.people["robin"].id, town.organisations["harbour"]
    pages = [town.listings["harbour"], *(make_listing(session, at=NOW, organisation=harbour) for _ in range(60))]
    people = [town.people[f"person{at}"] for at in range(20)]
    for at, page in enumerate(pages):
        make_looks(session, listing=page, on=NOW.date())
        for person in people if at == 0 else people[:1]:
            review = make_review(
                session, listing=page, person_id=person.id, by_id=robin, at=NOW, live=bool(at % 2 == 0)
            )
            if at % 2 == 0:
                make_answer(session, review=review, by_id=jo, at=NOW, live=bool(at % 4 == 0))
        for person in people[:3]:
            make_join_ask(session, person_id=person.id, listing=page, at=NOW)
    measure(session, NOW)


def more_trust(session, town):
    """Let each of four offices have forty workers who wait to be checked and twenty colleagues asked in; eight payers expect."""
    numbers = make_trust(session, town=town, at=NOW)
    for key in ("harbour", "brightwater", "oakstreet", "keyturn"):
        for at in range(40):
            make_worker_to_check(session, organisation=town.organisations[key], by_id=town.people["jo"].id, at=NOW,
                                 first_name=f"Worker {at}")  # fmt: skip
        for at in range(20):
            make_invite(session, organisation=town.organisations[key], by_id=town.people["jo"].id, at=NOW,
                        email=f"{at}@{key}.example")  # fmt: skip
    for at in range(8):
        payer = make_organisation(session, at=NOW, kind="council", name=f"Council {at}")
        make_expectations(session, payer=payer, by_id=town.people["colin"].id, at=NOW)
    return numbers


def more_looked_after(session, town, folder):
    """Give the staff forty pages to keep an eye on, twenty claims and pictures to look at, and numbers that do not fit."""
    numbers = look_after(session, town=town, folder=folder, at=NOW)
    told = {"organisation_id": town.organisations["harbour"].id, "person_id": town.people["jo"].id, "at": NOW}
    for at in range(20):
        listing = make_listing(
            session, at=NOW, regulator_number=f"1-99911{at:04d}", organisation=town.organisations["harbour"]
        )
        put_on_watch(
            session, listing_id=numbers["claimable"], why=f"{at}", by_id=None, at=NOW, look_again_on=NOW.date()
        )
        make_claim(session, listing=make_listing(session, at=NOW), **told)
        make_picture(session, listing=listing, folder=folder, by_id=told["person_id"], at=NOW, live=False)
    return {**numbers, "unclaimed": town.listings["doorstep"].id}


def plan(session, town, agreement, *, day, hour):
    """Plan two hours by car with Dev."""
    start = from_london(day, time(hour))
    wanted = visits.Plan(worker_id=town.workers["dev"].id, starts_at=start, ends_at=start + timedelta(hours=2),
                         task="Getting out", travel="car", miles_tenths=60)  # fmt: skip
    return visits.plan(session, agreement=agreement, plan=wanted, higher_price_agreed=True, by_id=agreement.person_id,
                       at=parse_moment("2026-07-27T18:00"), submit_key=f"{agreement.id}:{start}")  # fmt: skip


def write(session, visit, *, agreed):
    """Write down that a visit went as planned, and agree it if it is to be."""
    visits.record(session, visit=visit, started_at=visit.starts_at, ended_at=visit.ends_at, miles_tenths=60,
                  what_was_done="", by_id=visit.planned_by_id, at=visit.ends_at)  # fmt: skip
    if agreed:
        visits.agree(session, visit=visit, version=1, by_id=visit.planned_by_id, at=visit.ends_at)


def of_margaret(session, town):
    """Return the agreement that Margaret's August hangs from."""
    return session.scalars(
        select(Agreement).where(Agreement.person_id == town.people["margaret"].id).order_by(Agreement.id)
    ).first()


def numbers_of(session, town):
    """Return the numbers that the addresses name."""
    agreement, margaret = of_margaret(session, town), town.people["margaret"].id
    papers = select(Invoice.id).where(Invoice.person_id == margaret).order_by(Invoice.id)
    hers = select(Visit.id).where(Visit.agreement_id == agreement.id).order_by(Visit.starts_at.desc())
    asked = select(requests.SupportRequest.id).where(requests.SupportRequest.person_id == margaret)
    for one in town.people.values():
        make_join_ask(session, person_id=one.id, listing=town.listings["harbour-befriending"], at=NOW)
    review = session.scalars(select(Review).where(Review.person_id == margaret)).first()
    trust = more_trust(session, town)
    return {
        **trust,
        "payer": trust["council"],
        "still_right": make_prompt(session, listing=town.listings["keyturn"], at=NOW),
        "review": review.id,
        "said": int(review.source.partition(":")[2]),
        "join": session.scalar(select(JoinAsk.id).where(JoinAsk.person_id == margaret)),
        "befriending": town.listings["harbour-befriending"].id,
        "edit": make_page_edit(session, listing=town.listings["harbour"], by_id=town.people["jo"].id, at=NOW).id,
        "agreement": agreement.id,
        "own": session.scalar(papers.where(Invoice.payer_person_id.is_not(None))),
        "council": session.scalar(papers.where(Invoice.payer_organisation_id.is_not(None))),
        "planned": session.scalar(hers.where(Visit.status == "planned")),
        "written": session.scalar(hers.where(Visit.status == "recorded")),
        "request": session.scalar(asked.where(requests.SupportRequest.status == "sent")),
        "answered": session.scalar(asked.where(requests.SupportRequest.status == "accepted")),
    }


@pytest.fixture
def statements(busy):
    """Return the statements that the site sends to its database, as they are sent."""
    sent: list[str] = []

    def keep(_connection, _cursor, statement, *_facts):
        if READS_AND_WRITES.match(statement):
            sent.append(" ".join(statement.split()))

    engine = busy.app.extensions["kith_engine"]
    event.listen(engine, "before_cursor_execute", keep)
    yield sent
    event.remove(engine, "before_cursor_execute", keep)


def sign_in(app, who):
    client = app.test_client()
    answer = client.post("/sign-in", data={"email": f"{who}@millbrook.example", "password": PASSWORD})
    assert answer.status_code == 302
    return client


def too_many(client, paths, statements, most):
    """Return one line for each page that asks more than it may, with what it asks most often."""
    found = []
    for path in paths:
        statements.clear()
        answer = client.get(path)
        assert answer.status_code in ({404} if path == "/nothing-here" else {200, 302, 303}), (path, answer.status_code)
        if len(statements) > most:
            found.append("\n  ".join([f"{path}: {len(statements)}", *(one[:150] for one in statements)]))
    return found


def test_a_visitor_s_page_asks_little(busy, statements):
    paths = [path.format(**busy.numbers) for path in PUBLIC]
    problems = too_many(busy.app.test_client(), paths, statements, LIMIT)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("who", SIGNED_IN)
def test_a_page_of_someone_signed_in_asks_little(busy, statements, who):
    paths = [path.format(**busy.numbers) for path in SIGNED_IN[who]]
    client = sign_in(busy.app, who)
    problems = too_many(client, paths, statements, LIMIT)
    assert statements, "nothing was counted"
    assert not problems, "\n".join(problems)


def test_every_page_is_counted(busy):
    adapter = busy.app.url_map.bind("kith.example")
    paths = [
        path.format(**busy.numbers).partition("?")[0] for several in (PUBLIC, *SIGNED_IN.values()) for path in several
    ]
    counted = {adapter.match(path)[0] for path in paths if path != "/nothing-here"}
    pages = {rule.endpoint for rule in busy.app.url_map.iter_rules() if "GET" in rule.methods}
    assert pages - FILES - LINKS_IN_MAILS == counted

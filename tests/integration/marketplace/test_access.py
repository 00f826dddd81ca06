"""Every route × everyone × own, somebody else's and nobody's thing. Whose a thing is, is read here from the tables.

Somebody else's and nobody's look the same (404); an area that is closed to a role says so plainly (403); a visitor is
asked to sign in. A new route with a number in it fails here until WHOSE says whose its things are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from invoices.documents.models import Invoice
from listings.claiming.models import ListingClaim
from listings.editing.models import ListingEdit
from listings.models import Listing
from listings.pictures.models import ListingPicture
from listings.reports.models import ListingReport
from listings.reviews.models import Review
from listings.stories.models import Story
from listings.watching.models import WatchedListing
from marketplace.brokerage.agreements.models import Agreement
from marketplace.brokerage.joining.models import JoinAsk
from marketplace.brokerage.requests.models import SupportRequest
from marketplace.brokerage.visits.models import Visit
from marketplace.cli.millbrook.people import EVERYONE
from marketplace.kernel.outbox.models import Message
from marketplace.organisations.expectations.models import Expectations
from marketplace.organisations.models import ColleagueInvite, DaysOff, Membership, Organisation, Worker
from marketplace.people.helping.models import ActingFor, Invitation
from marketplace.people.models import Person
from marketplace.people.sign_in.models import SignIn

NOBODY_S = 999_999
PEOPLE = ("visitor", *(one.key for one in EVERYONE))


def staff(session, organisation_id, role="staff"):
    return set(
        session.scalars(
            select(Membership.person_id).where(
                Membership.organisation_id == organisation_id, Membership.role == role, Membership.ends_on.is_(None)
            )
        )
    )


def of_invoice(session, one):
    return {one.person_id, one.payer_person_id, *staff(session, one.organisation_id)} | (
        staff(session, one.payer_organisation_id, "payer") if one.payer_organisation_id else set()
    )


def of_person(_session, one):
    return {one.person_id}


def of_provider(session, one):
    return staff(session, one.organisation_id)


def of_what_shows(session, one):
    return staff(session, one.organisation_id) if one.status == "live" else set()


def of_listing(session, one):
    return of_provider(session, session.get_one(Listing, one.listing_id))


def of_manager(session, one):
    return staff(session, one.organisation_id, "manager")


def of_managed_membership(session, one):
    return of_manager(session, one) if one.role != "payer" else set()


def every_staff(session):
    return set(session.scalars(select(Membership.person_id).where(Membership.role == "staff")))


def of_visitor(session, one):
    return {session.get_one(Agreement, one.agreement_id).person_id}


def of_worker(session, one):
    return {session.get_one(Worker, one.worker_id).person_id}


WHOSE: dict[str, tuple[type, Callable]] = {
    "/my/requests/<>": (SupportRequest, of_person),
    "/my/requests/<>/withdraw": (SupportRequest, of_person),
    "/my/requests/<>/agreement": (SupportRequest, of_person),
    "/provider/requests/<>": (SupportRequest, of_provider),
    "/my/agreements/<>": (Agreement, of_person),
    "/my/agreements/<>/decline": (Agreement, of_person),
    "/my/agreements/<>/end": (Agreement, of_person),
    "/my/agreements/<>/visits/new": (Agreement, of_person),
    "/provider/agreements/<>": (Agreement, of_provider),
    "/my/visits/<>": (Visit, of_visitor),
    "/my/visits/<>/agree": (Visit, of_visitor),
    "/my/visits/<>/not-right": (Visit, of_visitor),
    "/my/visits/<>/cancel": (Visit, of_visitor),
    "/my/visits/<>/review": (Visit, of_visitor),
    "/my/visits/<>/review/take-back": (Visit, of_visitor),
    "/provider/reviews/<>": (Review, of_what_shows),
    "/shifts/<>": (Visit, of_worker),
    "/my/joining/<>": (JoinAsk, of_person),
    "/provider/listings/<>": (Listing, of_provider),
    "/provider/listings/<>/today": (Listing, of_provider),
    "/provider/listings/<>/look": (Listing, of_provider),
    "/provider/listings/<>/send": (Listing, of_provider),
    "/provider/listings/<>/drop": (Listing, of_provider),
    "/provider/listings/<>/when/new": (Listing, of_provider),
    "/provider/listings/<>/prices/new": (Listing, of_provider),
    "/provider/listings/<>/still-right": (Listing, of_provider),
    "/provider/listings/<>/pictures": (Listing, of_provider),
    "/provider/pictures/<>/remove": (ListingPicture, of_listing),
    "/provider/claims/<>": (ListingClaim, of_provider),
    "/provider/claims/<>/withdraw": (ListingClaim, of_provider),
    "/provider/organisations/<>": (Organisation, lambda session, one: staff(session, one.id, "manager")),
    "/provider/colleagues/<>/end": (Membership, of_managed_membership),
    "/provider/colleagues/invites/<>/take-back": (ColleagueInvite, of_manager),
    "/provider/workers/<>": (Worker, of_provider),
    "/provider/workers/<>/away": (Worker, of_provider),
    "/provider/workers/<>/take-out": (Worker, of_provider),
    "/provider/workers/<>/bring-back": (Worker, of_provider),
    "/provider/days-off/<>/remove": (
        DaysOff,
        lambda session, one: of_provider(session, session.get_one(Worker, one.worker_id)),
    ),
    "/provider/expectations/<>": (Expectations, lambda session, _: every_staff(session)),
    "/payer/expectations/<>/new": (Organisation, lambda session, one: staff(session, one.id, "payer")),
    "/my/joining/<>/withdraw": (JoinAsk, of_person),
    "/provider/joining/<>": (JoinAsk, of_provider),
    "/invoices/<>": (Invoice, of_invoice),
    "/provider/invoices/<>/payment": (Invoice, of_provider),
    "/account/helpers/<>/stop": (ActingFor, of_person),
    "/acting/<>": (ActingFor, lambda _, one: {one.helper_id}),
    "/acting/<>/start": (ActingFor, lambda _, one: {one.helper_id}),
    "/acting/<>/leave": (ActingFor, lambda _, one: {one.helper_id}),
    "/account/invitations/<>/cancel": (Invitation, of_person),
    "/account/sign-ins/<>/end": (SignIn, of_person),
}
FOR_ANYONE_SIGNED_IN = {"/listings/<>/ask", "/listings/<>/join", "/listings/<>/claim", "/colleagues/join/<>/yes"}
FOR_THE_SITE_S_STAFF = {
    "/admin/letters/<>/done": Message,
    "/admin/reports/<>/done": ListingReport,
    "/admin/reviews/<>": Review,
    "/admin/reviews/<>/take-off": Review,
    "/admin/stories/<>": Story,
    "/admin/pages/<>": ListingEdit,
    "/admin/pages/<>/look": ListingEdit,
    "/admin/watch/<>": WatchedListing,
    "/admin/claims/<>": ListingClaim,
    "/admin/pictures/<>": ListingPicture,
    "/admin/workers/<>": Worker,
    "/admin/stories/<>/live": Story,
    "/admin/stories/<>/withdraw": Story,
}
SAME_AS_THEIR_PAGE = {"/invoices/<>/pdf"}
"""Found by the same query as the page beside it; one is asked for below, as each takes a third of a second."""


def plain(rule) -> str:
    return re.sub(r"<[^>]+>", "<>", rule.rule)


def numbered(app):
    """Return the routes of people signed in that name one thing by its number."""
    rules = {plain(rule): rule for rule in app.url_map.iter_rules() if len(rule.arguments) == 1}
    return {
        path: rule for path, rule in rules.items() if isinstance(getattr(app.view_functions[rule.endpoint], "access", None), frozenset)
    }  # fmt: skip


@pytest.fixture(scope="module")
def keys(site):
    """Return person's number → key in Millbrook."""
    with site.app.extensions["kith_reading"]() as session:
        found = dict(session.execute(select(Person.email, Person.id)).tuples().all())
    return {found[one.email]: one.key for one in EVERYONE}


@pytest.fixture(scope="module")
def owners(site, keys):
    """Return path → {number: keys of those whose thing it is}, at most six things of a path, of different people."""
    with site.app.extensions["kith_reading"]() as session:
        found = {}
        for path, (kind, whose) in WHOSE.items():
            things = {}
            for one in session.scalars(select(kind).order_by(kind.id)):
                who = frozenset(keys[number] for number in whose(session, one) if number in keys)
                if list(things.values()).count(who) < 2 and len(things) < 6:
                    things[one.id] = who
            found[path] = things
    return found


def holds(site, rule, who) -> bool:
    """Say whether somebody has a role that the route asks for."""
    if who == "visitor":
        return False
    with site.app.test_request_context():
        pass
    return bool(site.roles[who] & site.app.view_functions[rule.endpoint].access)


@pytest.fixture(scope="module", autouse=True)
def _roles(site, keys):
    from marketplace.organisations.queries import roles_of

    with site.app.extensions["kith_reading"]() as session:
        site.roles = {key: roles_of(session, person=session.get_one(Person, number)) for number, key in keys.items()}


def ask(site, rule, who, number):
    """Send what the route takes: a GET where it has a page, else an empty press."""
    path = re.sub(r"<[^>]+>", str(number), rule.rule)
    client = site.clients[who]
    return client.get(path) if "GET" in rule.methods else client.post(path, data={})


def expected(site, rule, who, mine: bool) -> set[int]:
    if who == "visitor":
        return {302}
    if not holds(site, rule, who):
        return {403}
    # What is there and mine may still be refused for its state (409, 400), or, like an agreement that never came, not be there.
    return {200, 302, 303, 400, 404, 409, 422} if mine else {404}


def test_every_numbered_route_is_known_here(site):
    known = set(WHOSE) | FOR_ANYONE_SIGNED_IN | set(FOR_THE_SITE_S_STAFF) | SAME_AS_THEIR_PAGE
    assert set(numbered(site.app)) == known


@pytest.mark.parametrize("path", WHOSE)
def test_a_thing_is_shown_to_those_whose_it_is_and_to_nobody_else(site, owners, path):
    rule = numbered(site.app)[path]
    wrong, seen = [], 0
    for number, mine in {**owners[path], NOBODY_S: frozenset()}.items():
        for who in PEOPLE:
            answer = ask(site, rule, who, number)
            seen += who in mine and answer.status_code not in {403, 404}
            if answer.status_code not in expected(site, rule, who, who in mine):
                wrong.append(f"{who} asked {path} of {number} (of {sorted(mine)}): {answer.status_code}")
    assert wrong == []
    assert seen or not owners[path], f"nobody saw anything of their own at {path}: the test would prove nothing"


def test_somebody_else_s_and_nobody_s_look_the_same(site, owners):
    for path in ("/my/visits/<>", "/my/agreements/<>", "/invoices/<>"):
        number = next(number for number, mine in owners[path].items() if mine and "george" not in mine)
        rule = numbered(site.app)[path]
        theirs, none = (ask(site, rule, "george", each).text for each in (number, NOBODY_S))
        assert theirs == none


def test_the_paper_of_an_invoice_is_as_closed_as_its_page(site, owners):
    number, mine = next((number, mine) for number, mine in owners["/invoices/<>"].items() if "margaret" in mine)
    rule = numbered(site.app)["/invoices/<>/pdf"]
    assert {who for who in PEOPLE if ask(site, rule, who, number).status_code == 200} == set(mine)


def test_an_area_without_a_number_is_open_to_its_roles_and_says_so_to_others(site):
    wrong = []
    for rule in site.app.url_map.iter_rules():
        access = getattr(site.app.view_functions[rule.endpoint], "access", None)
        if rule.arguments or not isinstance(access, frozenset) or "GET" not in rule.methods:
            continue
        for who in PEOPLE:
            answer = site.clients[who].get(rule.rule)
            want = 302 if who == "visitor" else 200 if holds(site, rule, who) else 403
            if answer.status_code != want:
                wrong.append(f"{who} at {rule.rule}: {answer.status_code}, not {want}")
            if (
                answer.status_code == 403
                and "This part is not open to you" not in BeautifulSoup(answer.text, "html5lib").h1.text
            ):
                wrong.append(f"{who} at {rule.rule} is not told plainly")
    assert wrong == []


@pytest.mark.parametrize("path", FOR_THE_SITE_S_STAFF)
@pytest.mark.parametrize("who", PEOPLE)
def test_what_the_site_s_staff_see_to_is_for_them_alone(site, who, path):
    answer = ask(site, numbered(site.app)[path], who, NOBODY_S)
    assert answer.status_code == {"visitor": 302, "robin": 404}.get(who, 403)


def test_who_reads_somebody_s_record_is_written_down(site, owners):
    from marketplace.kernel import audit

    rule = numbered(site.app)["/provider/requests/<>"]
    number = next(number for number, mine in owners["/provider/requests/<>"].items() if "jo" in mine)
    written = []
    original = audit.note_reads

    def keep(session, **facts):
        written.append((facts["kind"], list(facts["reads"]), facts["by_person_id"]))
        return original(session, **facts)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit, "note_reads", keep)
        assert ask(site, rule, "jo", number).status_code == 200
    ((kind, reads, by),) = written
    assert (kind, reads[0][0]) == ("request", number)
    assert reads[0][1] != by

"""Claiming a page from elsewhere: proved by a code to the page's own address or by ringing, decided once, kept ever after."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from listings.claiming import operations, queries
from listings.claiming.models import ListingClaim
from listings.imports.operations import GONE, load
from listings.imports.reading import read_feed
from listings.models import Listing
from listings.watching.queries import open_watch
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.errors import DomainError, NotAllowedError
from marketplace.kernel.outbox.models import Message
from tests.factories.claiming import make_claim
from tests.factories.listings import make_listing
from tests.factories.organisations import make_member, make_organisation
from tests.factories.people import make_person

WORDS = {"words": "I run the group."}


@pytest.fixture
def listing(session, now):
    return make_listing(session, at=now, name="Tea and Talk", email="tea@page.example", phone="01632 960500")


@pytest.fixture
def jo(session, now):
    return make_person(session, at=now, known_as="Jo")


@pytest.fixture
def harbour(session, now, jo):
    made = make_organisation(session, at=now, name="Harbour")
    make_member(session, person=jo, organisation=made, role="manager")
    return made


def claimed(session, now, listing, harbour, jo):
    return make_claim(session, listing=listing, organisation_id=harbour.id, person_id=jo.id, at=now)


def code_in(session):
    message = session.scalars(select(Message).where(Message.to == "tea@page.example").order_by(Message.id)).all()[-1]
    return message, re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", message.body)[0]


def test_a_code_goes_to_the_address_on_the_page_and_proves_the_claim(session, now, listing, harbour, jo):
    claim = claimed(session, now, listing, harbour, jo)
    message, code = code_in(session)
    assert (message.secret, message.path, message.person_id) == (True, f"/provider/claims/{claim.id}", None)
    assert code.replace("-", "") not in claim.code_hash
    assert operations.give_code(session, claim=claim, code="AAAA-AAAA", by_id=jo.id, at=now) == operations.WRONG_CODE
    assert operations.give_code(session, claim=claim, code=code.lower(), by_id=jo.id, at=now) == ""
    assert claim.proved_at == now
    assert claimed(session, now, listing, harbour, jo) is claim, "asked twice, it is one claim"
    assert len(session.scalars(select(Message).where(Message.to == "tea@page.example")).all()) == 1


def test_a_code_works_five_times_and_for_seven_days(session, now, listing, harbour, jo):
    claim = claimed(session, now, listing, harbour, jo)
    code = code_in(session)[1]
    late = now + timedelta(days=7, minutes=1)
    assert operations.give_code(session, claim=claim, code=code, by_id=jo.id, at=late) == operations.NO_CODE
    said = [operations.give_code(session, claim=claim, code="AAAA-AAAA", by_id=jo.id, at=now) for _ in range(5)]
    assert said == [*[operations.WRONG_CODE] * 4, operations.NO_CODE]
    assert operations.give_code(session, claim=claim, code=code, by_id=jo.id, at=now) == operations.NO_CODE
    assert claim.proved_at is None


def test_a_page_without_an_address_gets_no_code(session, now, harbour, jo):
    claim = claimed(session, now, make_listing(session, at=now), harbour, jo)
    assert claim.code_hash == ""
    assert operations.give_code(session, claim=claim, code="", by_id=jo.id, at=now) == operations.NO_CODE


def test_a_stranger_and_a_worker_cannot_claim(session, now, listing, harbour):
    stranger, worker = (make_person(session, at=now, known_as=name) for name in ("Sam", "Dev"))
    make_member(session, person=worker, organisation=harbour, role="worker")
    former = make_person(session, at=now, known_as="Ann")
    make_member(session, person=former, organisation=harbour, role="staff", until=date(2026, 8, 1))
    for person in (stranger, worker, former):
        with pytest.raises(NotAllowedError, match="manager or on the staff"):
            claimed(session, now, listing, harbour, person)


def test_a_yes_gives_the_page_and_declines_the_others(session, now, listing, harbour, jo):
    rival = make_person(session, at=now, known_as="Ray")
    other = make_organisation(session, at=now, name="Weir")
    make_member(session, person=rival, organisation=other)
    first, second = claimed(session, now, listing, harbour, jo), claimed(session, now, listing, other, rival)
    assert [one.claim for one in queries.others_waiting(session, claim=first)] == [second]
    with pytest.raises(DomainError, match="how you checked"):
        operations.agree(session, claim=first, how_checked="", by_id=rival.id, at=now)
    operations.agree(session, claim=first, how_checked="Rang 01632 960500.", by_id=rival.id, at=now)
    assert (listing.organisation_id, listing.status, first.status, second.status) == (
        harbour.id, "live", "agreed", "declined",
    )  # fmt: skip
    assert second.reason.startswith("Another organisation")
    for late in (first, second):
        with pytest.raises(DomainError, match="decided on this already"):
            operations.agree(session, claim=late, how_checked="x", by_id=rival.id, at=now)
        with pytest.raises(DomainError, match="decided on this already"):
            operations.decline(session, claim=late, reason="x", by_id=rival.id, at=now)
    with pytest.raises(DomainError, match="keeps this page already"):
        claimed(session, now, listing, other, rival)
    deeds = set(session.scalars(select(AuditEntry.deed).where(AuditEntry.record == f"listing:{listing.id}")))
    assert "page.claimed" in deeds
    told = session.scalars(select(Message.person_id).where(Message.subject == "The page you asked for")).all()
    assert sorted(told) == sorted([jo.id, rival.id])


def test_a_page_that_has_an_organisation_meanwhile_is_not_given_away(session, now, listing, harbour, jo):
    claim = claimed(session, now, listing, harbour, jo)
    listing.organisation_id = make_organisation(session, at=now).id
    session.flush()
    with pytest.raises(DomainError, match="keeps this page already"):
        operations.agree(session, claim=claim, how_checked="Rang.", by_id=jo.id, at=now)
    assert claim.status == "waiting"


def test_what_an_organisation_keeps_no_feed_changes_or_withdraws(session, now, harbour, tmp_path):
    file = tmp_path / "feed.json"

    def bring_in(description, status="active"):
        service = {"id": "5b1b7c1e-0000-4000-8000-000000000001", "name": "Art", "description": description}
        file.write_text(json.dumps({"contents": [{**service, "status": status}]}))
        return load(session, feed=read_feed(file, most_bytes=10_000), at=now, seen=set())

    bring_in("As it was.")
    listing = session.scalars(select(Listing).where(Listing.name == "Art")).one()
    listing.organisation_id, listing.description = harbour.id, "In our own words."
    session.flush()
    number = listing.id
    report = bring_in("As the feed has it.")
    assert (report.kept, report.changed) == (1, 0)
    assert "1 kept as their organisations have them" in str(report)
    assert report.useful
    assert bring_in("As the feed has it.").same == 1
    assert session.get(Listing, number).description == "In our own words."
    assert open_watch(session, number) == []
    report = bring_in("As the feed has it.", status="defunct")
    assert (report.kept, report.gone) == (1, 0)
    assert session.get(Listing, number).status == "live"
    (watch,) = open_watch(session, number)
    assert (watch.why, watch.by_id, watch.look_again_on) == (GONE, None, now.date())


@pytest.fixture
def site(app, sessions, sign_in, now):
    """Return clients of Jo (manager of Harbour), Sam (nobody's) and Robin (site staff), and a page to claim: number 1."""
    app.config["WTF_CSRF_ENABLED"] = False
    with sessions() as session:
        people = {name: make_person(session, at=now, known_as=name.title()) for name in ("jo", "sam")}
        people["robin"] = make_person(session, at=now, known_as="Robin", site_role="site_staff")
        harbour = make_organisation(session, at=now, name="Harbour")
        for role in ("manager", "staff"):
            make_member(session, person=people["jo"], organisation=harbour, role=role)
        make_listing(session, at=now, email="tea@page.example", phone="01632 960500")
        session.commit()
    return {name: sign_in(person) for name, person in people.items()}


def the_claim(sessions):
    with sessions() as session:
        return session.scalars(select(ListingClaim)).one()


def test_it_is_asked_proved_and_given_on_the_pages(site, sessions, client):
    jo, robin = site["jo"], site["robin"]
    assert 'href="/listings/1/claim"' in client.get("/listings/1").text
    assert client.get("/listings/1/claim").location.startswith("/sign-in")
    assert "Harbour" in jo.get("/listings/1/claim").text
    sent = {**WORDS, "organisation_id": "1"}
    assert jo.post("/listings/1/claim", data=sent).location == "/provider/claims/1"
    assert jo.post("/listings/1/claim", data=sent).location == "/provider/claims/1", "pressed twice"
    assert "You have 5 tries" in jo.get("/provider/claims/1").text
    wrong = jo.post("/provider/claims/1", data={"code": "AAAA-AAAA"}, follow_redirects=True)
    assert "That code is not right" in wrong.text
    assert the_claim(sessions).code_tries == 1, "a wrong try is counted and stays counted"
    assert jo.post("/provider/claims/1", data={"code": " "}).status_code == 422
    with sessions() as session:
        code = code_in(session)[1]
    assert "right code" in jo.post("/provider/claims/1", data={"code": code}, follow_redirects=True).text
    page = robin.get("/admin/claims/1").text
    assert "01632 960500" in page
    assert "They gave the code" in page
    refused = robin.post("/admin/claims/1", data={"answer": "yes"})
    assert (refused.status_code, "how you checked" in refused.text) == (422, True)
    assert robin.post("/admin/claims/1", data={"answer": "yes", "how_checked": "The code."}).location == "/admin/claims"
    late = robin.post("/admin/claims/1", data={"answer": "no", "reason": "No."})
    assert (late.status_code, "decided on this already" in late.text) == (422, True)
    assert "yours to keep" in jo.get("/provider/claims/1").text
    assert "Is this yours?" not in client.get("/listings/1").text
    assert "keeps this page already" in site["sam"].get("/listings/1/claim").text
    assert jo.get("/provider/listings/1").status_code == 200


def test_a_no_has_a_reason_and_a_claim_can_be_taken_back(site, sessions):
    jo, robin = site["jo"], site["robin"]
    sent = {**WORDS, "organisation_id": "1"}
    jo.post("/listings/1/claim", data=sent)
    assert robin.post("/admin/claims/1", data={"answer": "no"}).status_code == 422
    assert robin.post("/admin/claims/1", data={"answer": "no", "reason": "They do not know you."}).status_code == 303
    assert "They do not know you." in jo.get("/provider/claims/1").text
    jo.post("/listings/1/claim", data=sent)
    assert jo.post("/provider/claims/2/withdraw").status_code == 303
    assert "ask for the page again" in jo.get("/provider/claims/2").text
    assert jo.post("/provider/claims/2/withdraw").status_code == 409
    assert "Nobody waits" in robin.get("/admin/claims").text


def test_who_is_in_no_organisation_is_led_to_making_one(site, sessions):
    sam = site["sam"]
    assert 'href="/provider/start"' in sam.get("/listings/1/claim").text
    sam.post("/listings/1/claim", data={**WORDS, "organisation_id": "1"})
    with sessions() as session:
        assert session.scalars(select(ListingClaim)).all() == []
    assert sam.get("/provider/claims/1").status_code == 403


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"words": " "}, "how you belong"),
        ({"words": "a" * 2000}, "1,000 letters"),
        ({"organisation_id": ""}, "Choose the organisation"),
        ({"organisation_id": "99"}, "valid choice"),
    ],
)
def test_bad_input_is_told_and_kept(site, sessions, sent, said):
    answer = site["jo"].post("/listings/1/claim", data={**WORDS, "organisation_id": "1", **sent})
    assert (answer.status_code, said in answer.text) == (422, True)
    assert "words" in sent or "I run the group." in answer.text


def test_claims_of_a_day_are_limited(site):
    codes = [site["jo"].post("/listings/1/claim", data={}).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]

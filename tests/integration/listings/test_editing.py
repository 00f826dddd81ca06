"""An organisation keeps its own page: nothing goes live unchecked, the checked page stays meanwhile, nothing typed is lost."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from listings.editing.facts import facts_of
from listings.editing.models import ListingEdit
from listings.editing.parts import BY_CODE, PARTS, parts_for
from listings.editing.rules import differences, plainer_words
from listings.models import Listing
from listings.regulator.operations import bring_in
from listings.regulator.reading import Place
from listings.watching.operations import put_on_watch
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.jobs import Job
from marketplace.kernel.outbox.models import Message
from tests.factories.claiming import make_claim
from tests.integration.filling import filled


@pytest.fixture
def harbour(town):
    return town.listings["harbour"].id


def page_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "html5lib")


STEP_OF = {name: part.code for part in PARTS for name in part.facts}


def keep(client, number, step="keep", **facts):
    """Write facts of one step and keep them; return the answer."""
    (code,) = {STEP_OF[name] for name in facts} or {"about"}
    path = f"/provider/listings/{number}/{code}"
    return client.post(path, data={**filled(page_of(client, path)), "step": step, **facts})


def send(client, number):
    path = f"/provider/listings/{number}"
    return client.post(f"{path}/send", data=filled(page_of(client, path)))


def write(client, number, **facts):
    """Write facts of one step and send the page; return the answer."""
    kept = keep(client, number, **facts)
    assert kept.status_code == 302, kept.text
    return send(client, number)


def live(sessions, number):
    with sessions() as session:
        return session.get(Listing, number)


def waiting(sessions):
    with sessions() as session:
        return session.scalars(select(ListingEdit.id).where(ListingEdit.status == "sent")).all()


def test_what_is_sent_back_unchanged_is_the_same(sessions, jo, harbour):
    with sessions() as session:
        before = facts_of(session.get(Listing, harbour))
    for part in parts_for("organisation"):
        path = f"/provider/listings/{harbour}/{part.code}"
        assert jo.post(path, data={**filled(page_of(jo, path)), "step": "keep"}).status_code == 302, part.code
    with sessions() as session:
        assert differences(before, session.scalars(select(ListingEdit)).one().facts) == [], "no fact is lost on the way"
    refused = send(jo, harbour)
    assert refused.status_code == 400
    assert "Nothing is different" in refused.text


def test_it_waits_shows_the_difference_and_goes_live_with_a_yes(sessions, town, jo, robin, harbour):
    for facts in ({"postcode": "m33 4br"}, {"places_left": "3"}):
        assert keep(jo, harbour, **facts).status_code == 302
    assert write(jo, harbour, summary="A new sentence.").location == "/provider/listings"
    assert live(sessions, harbour).summary != "A new sentence.", "the checked page stays meanwhile"
    (number,) = waiting(sessions)
    page = page_of(robin, f"/admin/pages/{number}")
    assert [row.th.text.strip() for row in page.select("tbody tr")] == ["In one sentence", "Postcode", "Places left"]
    with sessions() as session:
        jobs = len(session.scalars(select(Job).where(Job.kind == "listing.index")).all())
    assert robin.post(f"/admin/pages/{number}", data={**filled(page), "answer": "yes"}).location == "/admin/pages"
    now = live(sessions, harbour)
    assert (now.summary, now.places_left, now.postcode, now.placed_by) == ("A new sentence.", 3, "M33 4BR", "sector")
    assert now.checked_on.isoformat() == "2026-09-01"
    with sessions() as session:
        assert len(session.scalars(select(Job).where(Job.kind == "listing.index")).all()) > jobs, "search hears of it"
        edit = session.get(ListingEdit, number)
        assert edit.before["summary"].startswith("One worker"), "history is kept"
        told = session.scalars(select(Message.subject).where(Message.person_id == town.people["jo"].id)).all()
    assert told[-1] == "Your page was looked at"


def test_a_no_has_a_reason_and_two_staff_cannot_both_decide(sessions, jo, robin, harbour):
    write(jo, harbour, summary="Outcome-focused help for service users.")
    (number,) = waiting(sessions)
    path = f"/admin/pages/{number}"
    form = filled(page_of(robin, path))
    assert robin.post(path, data={**form, "answer": "no", "reason": ""}).status_code == 400
    assert robin.post(path, data={**form, "answer": "no", "reason": "Say it plainly."}).status_code == 302
    late = robin.post(path, data={**form, "answer": "yes"})
    assert late.status_code == 400
    assert "decided on this already" in late.text
    assert live(sessions, harbour).summary.startswith("One worker")
    assert "Say it plainly." in page_of(jo, f"/provider/listings/{harbour}").text


def test_words_that_few_know_are_told_with_plainer_ones(jo, harbour):
    keep(jo, harbour, summary="Support for service users with a personal budget.")
    page = page_of(jo, f"/provider/listings/{harbour}").text
    assert "Not everyone knows these words" in page
    assert plainer_words({"summary": "We help with shopping."}) == []
    assert ("Personal budget", "your support money") in plainer_words({"description": "your personal budgets"})


def test_while_it_is_changed_again_it_does_not_wait(sessions, jo, robin, harbour):
    write(jo, harbour, summary="First.")
    (number,) = waiting(sessions)
    form = filled(page_of(robin, f"/admin/pages/{number}"))
    keep(jo, harbour, summary="Second.")
    assert waiting(sessions) == []
    robin.post(f"/admin/pages/{number}", data={**form, "answer": "yes"})
    assert live(sessions, harbour).summary not in {"First.", "Second."}


def test_today_and_still_right_change_at_once(sessions, jo, harbour):
    path = f"/provider/listings/{harbour}/today"
    keep(jo, harbour, summary="In the making.")
    assert jo.post(path, data={**filled(page_of(jo, path)), "places_left": "2", "waiting_weeks": ""}).status_code == 302
    now = live(sessions, harbour)
    assert (now.places_left, now.waiting_weeks) == (2, None)
    with sessions() as session:
        assert session.scalars(select(ListingEdit)).one().facts["places_left"] == 2, "what is being written knows it"
    assert jo.post(path, data={"places_left": "-1"}).status_code == 400
    token = filled(page_of(jo, "/provider/listings"))
    assert jo.post(f"/provider/listings/{harbour}/still-right", data=token).status_code == 302
    assert live(sessions, harbour).checked_on.isoformat() == "2026-09-01"


KEPT_BESIDE = {
    "good_at": "What I wrote stays.", "phone": "01632 960999", "address": "9 Quay Street", "interests": "walking, chess",
    "answer_hours": "7", "waiting_weeks": "9", "free": "yes",
    "safeguarding_contact": "Jo Marsden, 01632 960110",
}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"name": ""}, "Enter a name"),
        ({"website": "javascript:alert(1)"}, "https://"),
        ({"email": "nobody"}, "email address"),
        ({"postcode": "nowhere"}, "postcode"),
        ({"group_size": "many"}, "whole number"),
        ({"door_price_pence": "5000"}, "up to £1,000"),
        ({"summary": "a" * 300}, "240 letters"),
        ({"life_areas": ["nothing"]}, "not"),
        ({"closed_days": "24/12/2026\nsoon"}, "“soon” is not a day"),
        ({"safeguarding_policy_on": "31/2/2026"}, "Enter a day"),
        ({"kind": "alone"}, "valid choice"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_typed_is_lost(sessions, jo, harbour, facts, told):
    (name,) = facts
    beside = next(one for one in BY_CODE[STEP_OF[name]].facts if one in KEPT_BESIDE)
    answer = keep(jo, harbour, **{beside: KEPT_BESIDE[beside], **facts})
    assert answer.status_code == 400
    page = BeautifulSoup(answer.text, "html5lib")
    assert told in page.select_one(".govuk-error-summary").text
    assert KEPT_BESIDE[beside] in str(page.select_one(f"[name={beside}]")), "what was typed stays"
    assert waiting(sessions) == []


def test_somebody_else_s_page_is_not_found(town, jo, sign_in):
    other = next(
        one
        for one in town.listings.values()
        if one.organisation_id not in {None, town.listings["harbour"].organisation_id}
    )
    alone = next(one for one in town.listings.values() if one.organisation_id is None)
    for listing in (other, alone):
        page_of(jo, f"/provider/listings/{listing.id}", status=404)
        for part in ("today", "about", "when", "when/new", "prices", "prices/new", "prices/1", "prices/1/from/new",
                     "prices/1/from/2026-04-01/days", "look"):  # fmt: skip
            page_of(jo, f"/provider/listings/{listing.id}/{part}", status=404)
        for part in (
            "about",
            "when/new",
            "when/0/drop",
            "prices/1/drop",
            "prices/1/from/2026-04-01/drop",
            "send",
            "drop",
        ):
            token = filled(page_of(jo, "/provider/listings"))
            assert jo.post(f"/provider/listings/{listing.id}/{part}", data=token).status_code == 404, part
        assert jo.post(f"/provider/listings/{listing.id}/still-right").status_code in {400, 404}
    assert sign_in(town.people["tom"]).get("/provider/listings").status_code == 403
    assert jo.get("/admin/pages").status_code == 403


def test_a_regulator_s_number_is_looked_up_and_another_s_is_refused(sessions, town, jo, robin, harbour):
    with sessions() as session:
        places = [Place("1-999000111", "Harbour Wellbeing")]
        bring_in(session, places=places, dated=date(2026, 8, 1), at=parse_moment("2026-08-20T09:00"))
        session.get(Listing, town.listings["oakstreet"].id).regulator_number = "1-999000444"
        session.commit()
    bad = keep(jo, harbour, regulator_number="12345")
    assert bad.status_code == 400
    refused = write(jo, harbour, regulator_number="1-999000444")
    assert "Another organisation here gives that regulator’s number" in refused.text
    assert write(jo, harbour, regulator_number="1-999000111", regulated="yes").status_code == 302
    (number,) = waiting(sessions)
    robin.post(f"/admin/pages/{number}", data={**filled(page_of(robin, f"/admin/pages/{number}")), "answer": "yes"})
    now = live(sessions, harbour)
    assert (now.regulator_number, now.regulator_name) == ("1-999000111", "Harbour Wellbeing")


def test_how_plainly_it_reads_is_told_while_it_is_written(jo, harbour):
    token = filled(page_of(jo, f"/provider/listings/{harbour}/about"))["csrf_token"]
    hard = "An outcome-focused package for service users, promoting independence and community participation through comprehensive assessment."
    told = jo.post("/provider/words", data={"csrf_token": token, "description": hard}).get_json()
    assert told["reads"].startswith("This is hard to read")
    assert any(line.startswith("“Outcome”") for line in told["hard"])
    assert jo.post("/provider/words", data={"csrf_token": token, "description": "Tea."}).get_json() == {
        "hard": [],
        "reads": "",
    }


def test_staff_see_that_a_page_is_watched_and_an_organisation_what_it_asked_to_keep(sessions, town, jo, robin, harbour):
    with sessions() as session:
        at = parse_moment("2026-08-20T09:00")
        put_on_watch(
            session,
            listing_id=harbour,
            why="Rang twice, no answer.",
            by_id=None,
            at=at,
            look_again_on=date(2026, 9, 20),
        )
        doorstep = town.listings["doorstep"]
        told = {"organisation_id": town.organisations["harbour"].id, "person_id": town.people["jo"].id}
        make_claim(session, listing=session.merge(doorstep), at=at, **told)
        session.commit()
    write(jo, harbour, summary="A new sentence.")
    (number,) = waiting(sessions)
    assert "Rang twice, no answer." in page_of(robin, f"/admin/pages/{number}").text
    ours = page_of(jo, "/provider/listings")
    assert doorstep.name in ours.text
    assert "Rang twice" not in ours.text + page_of(jo, f"/provider/listings/{harbour}").text, "for staff alone"

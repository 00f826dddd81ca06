"""What people say shows only once it was read, without a name, the bad with the good; one answer; taken back, it is gone (C8, G7)."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from listings.reviews import operations, queries
from listings.reviews.models import Review
from marketplace.cli.millbrook import places
from marketplace.kernel import audit
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.errors import DomainError, NotFoundError
from marketplace.kernel.outbox.models import Message
from tests.factories.reviews import decide, make_answer, make_review

NOW = parse_moment("2026-09-01T09:00")
PEOPLE = ("margaret", "tom", "shirin", "ali", "beth", "carl")


@pytest.fixture
def town(app, sessions):
    app.config["WTF_CSRF_ENABLED"] = False
    with sessions() as session:
        made = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        session.commit()
    return made


@pytest.fixture
def said(sessions, town):
    """Return a function that lets somebody say something of Harbour; it gives the review's number."""

    def say(who="margaret", **facts):
        with sessions() as session:
            harbour = session.merge(town.listings["harbour"], load=False)
            facts = {"person_id": town.people[who].id, "by_id": town.people["robin"].id, "at": NOW, **facts}
            made = make_review(session, listing=harbour, **facts)
            session.commit()
            return made.id

    return say


@pytest.fixture
def clients(town, sign_in):
    return {key: sign_in(town.people[key]) for key in ("robin", "jo", "margaret", "femi")}


def page(client, town):
    answer = client.get(f"/listings/{town.listings['harbour'].id}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html5lib").main.get_text(" ", strip=True)


def seen_at(client, number):
    """Return the hidden mark of what a staff page shows."""
    html = BeautifulSoup(client.get(f"/admin/reviews/{number}").text, "html5lib")
    return html.select_one("[name=seen]")["value"]


def state(sessions, number):
    with sessions() as session:
        return session.get_one(Review, number)


def subjects(sessions, who, town):
    with sessions() as session:
        wanted = select(Message.subject).where(Message.person_id == town.people[who].id).order_by(Message.id)
        return session.scalars(wanted).all()


def test_nothing_shows_before_it_was_read(client, town, said, clients, sessions):
    assert "What people say" not in page(client, town).replace("How we check what people say", "")
    number = said(live=False, again="no", words="Nobody came twice, and nobody rang.")
    assert "Nobody came twice" not in page(client, town)
    assert clients["jo"].get(f"/provider/reviews/{number}").status_code == 404, "nor does the organisation see it"
    assert "Nobody came twice" not in clients["jo"].get("/provider/reviews").text
    assert "Nobody came twice" in clients["robin"].get("/admin/reviews").text
    assert "(1 to read)" in clients["robin"].get("/my").text
    seen = seen_at(clients["robin"], number)
    answer = clients["robin"].post(f"/admin/reviews/{number}", data={"seen": seen, "answer": "yes", "reason": ""})
    assert (answer.status_code, answer.location) == (303, "/admin/reviews")
    shown = page(client, town)
    assert "Nobody came twice, and nobody rang. August 2026 · Would have them again: no" in shown
    assert "Margaret" not in shown
    assert "★" not in shown
    assert subjects(sessions, "margaret", town)[-1:] == ["We looked at what you wrote"]
    assert subjects(sessions, "jo", town)[-1:] == ["Someone said how it was"]


def test_two_of_staff_at_once_decide_once(town, said, clients, sessions):
    number = said(live=False)
    first, second = clients["robin"], clients["robin"]
    seen = seen_at(second, number)
    assert first.post(f"/admin/reviews/{number}", data={"seen": seen, "answer": "yes"}).status_code == 303
    late = second.post(f"/admin/reviews/{number}", data={"seen": seen, "answer": "no", "reason": "Too short, I think"})
    assert late.status_code == 422
    assert "Somebody has decided on this already" in late.text
    assert state(sessions, number).status == "live"
    assert subjects(sessions, "margaret", town).count("We looked at what you wrote") == 1


def test_nobody_says_yes_to_words_they_did_not_read(said, clients, sessions):
    number = said(live=False)
    seen = seen_at(clients["robin"], number)
    with sessions() as session:
        session.get_one(Review, number).words = "Ring me: not what Robin read."
        session.commit()
    answer = clients["robin"].post(f"/admin/reviews/{number}", data={"seen": seen, "answer": "yes"})
    assert answer.status_code == 422
    assert "changed or decided on since" in answer.text
    assert "not what Robin read" in answer.text
    assert state(sessions, number).status == "waiting"


def test_a_no_comes_with_a_reason_and_nothing_typed_is_lost(town, said, clients, sessions, client):
    number = said(live=False, words="Dev is lovely.")
    checked = clients["robin"].get(f"/admin/reviews/{number}").text
    assert "A worker there has this name" in checked
    assert "Dev" in BeautifulSoup(checked, "html5lib").select_one(".govuk-inset-text").text
    seen = seen_at(clients["robin"], number)
    silent = clients["robin"].post(f"/admin/reviews/{number}", data={"seen": seen, "answer": "no", "reason": " "})
    assert silent.status_code == 422
    assert "Say why, in a few plain words." in silent.text
    unsaid = clients["robin"].post(f"/admin/reviews/{number}", data={"seen": seen, "reason": "It names a worker"})
    assert unsaid.status_code == 422
    assert "It names a worker" in unsaid.text
    clients["robin"].post(f"/admin/reviews/{number}", data={"seen": seen, "answer": "no", "reason": "It names him"})
    kept = state(sessions, number)
    assert (kept.status, kept.reason) == ("declined", "It names him")
    assert "Dev is lovely" not in page(client, town)
    assert subjects(sessions, "jo", town) == []


def test_how_many_would_again_is_told_from_five_people_on_and_each_counts_once(client, town, said):
    for who in PEOPLE[:4]:
        said(who)
    for _ in range(3):
        said("margaret", again="no")
    assert "would have them again." not in page(client, town), "seven reviews, but four people"
    said("beth", again="maybe")
    shown = page(client, town)
    assert "3 of 5 people would have them again." in shown, "Margaret's last word is a no"
    assert shown.count("Would have them again:") == queries.NEWEST


def test_what_was_said_of_another_organisation_does_not_follow_a_page(client, town, said, sessions):
    said(words="Kind people.")
    with sessions() as session:
        listing = session.merge(town.listings["harbour"])
        listing.organisation_id = town.organisations["oakstreet"].id
        session.commit()
    assert "Kind people." not in page(client, town)


def test_the_organisation_answers_once_and_that_is_read_too(client, town, said, clients, sessions):
    number = said()
    address = f"/provider/reviews/{number}"
    assert clients["femi"].get(address).status_code == 403
    refused = clients["jo"].post(address, data={"words": "Ring me on 01632 960110"})
    assert refused.status_code == 422
    assert "Leave out phone numbers" in refused.text
    assert "Ring me on 01632 960110" in refused.text, "nothing typed is lost"
    for _ in range(2):  # pressed twice
        assert clients["jo"].post(address, data={"words": "Thank you. We ring first now."}).status_code == 303
    assert "We ring first now" not in page(client, town)
    seen = seen_at(clients["robin"], number)
    clients["robin"].post(f"/admin/reviews/{number}", data={"seen": seen, "answer": "yes"})
    assert "Their answer: Thank you. We ring first now." in page(client, town)
    again = clients["jo"].post(address, data={"words": "And another thing."})
    assert again.status_code == 422
    assert "there is one answer for each" in again.text
    assert "And another thing." in again.text
    assert subjects(sessions, "jo", town)[-1] == "We looked at your answer"
    assert subjects(sessions, "margaret", town)[-1] == "There is an answer to what you wrote"


def test_a_declined_answer_is_told_why_and_can_be_sent_again(town, said, clients, sessions, client):
    number = said()
    clients["jo"].post(f"/provider/reviews/{number}", data={"words": "She was always late herself."})
    seen = seen_at(clients["robin"], number)
    no = {"seen": seen, "answer": "no", "reason": "Say nothing private of the person."}
    assert clients["robin"].post(f"/admin/reviews/{number}", data=no).status_code == 303
    assert "always late" not in page(client, town)
    assert "Say nothing private" in clients["jo"].get(f"/provider/reviews/{number}").text
    assert clients["jo"].post(f"/provider/reviews/{number}", data={"words": "We are sorry."}).status_code == 303
    assert state(sessions, number).reply_status == "waiting"


def test_only_the_organisation_s_own(town, said, sessions):
    number = said()
    with sessions() as session:
        for other in ("oakstreet", "council"):
            with pytest.raises(NotFoundError):
                queries.of_organisation(
                    session, review_id=number, organisation_ids=[town.organisations[other].id]
                )  # fmt: skip


def test_taken_back_it_is_gone_with_its_answer(client, town, said, clients, sessions):
    number = said(words="Kind people.")
    with sessions() as session:
        review = session.get_one(Review, number)
        make_answer(session, review=review, by_id=town.people["jo"].id, at=NOW)
        for _ in range(2):
            operations.take_back(session, review=review, at=NOW)
        session.commit()
        noted = session.scalars(select(audit.AuditEntry.deed).where(audit.AuditEntry.record == f"review:{number}"))
        assert list(noted) == [
            "review.written",
            "review.shown",
            "review.answered",
            "answer.shown",
            "review.withdrawn",
        ]
    assert "Kind people." not in page(client, town)
    assert "Thank you for telling us" not in page(client, town)
    assert clients["jo"].get(f"/provider/reviews/{number}").status_code == 404
    assert clients["robin"].get(f"/admin/reviews/{number}").status_code == 404


def test_staff_take_off_what_shows_with_a_reason(client, town, said, clients, sessions):
    number = said(words="Kind people.")
    with sessions() as session:
        make_answer(session, review=session.get_one(Review, number), by_id=town.people["jo"].id, at=NOW)
        session.commit()
    off = f"/admin/reviews/{number}/take-off"
    assert "Say why" in clients["robin"].post(off, data={"what": "answer", "why": ""}).text
    assert clients["robin"].post(off, data={"what": "answer", "why": "It is not true"}).status_code == 303
    assert "Thank you for telling us" not in page(client, town)
    assert "Kind people." in page(client, town)
    assert clients["robin"].post(off, data={"what": "words", "why": "It names someone"}).status_code == 303
    assert "Kind people." not in page(client, town)
    assert clients["robin"].post(off, data={"what": "words", "why": "again"}).status_code == 409, "pressed again"
    assert clients["jo"].post(off, data={"what": "words", "why": "We dislike it"}).status_code == 403


def test_other_words_wait_again_and_lose_the_answer_to_the_old_ones(session, now):
    town = places.open_town(session, at=now)
    robin, jo = town.people["robin"].id, town.people["jo"].id
    facts = {"listing": town.listings["harbour"], "person_id": town.people["tom"].id, "by_id": robin, "at": now}
    review = make_review(session, **facts)
    make_answer(session, review=review, by_id=jo, at=now, live=False)
    had = operations.Had(review.source, review.person_id, facts["listing"], review.happened_in)
    other = operations.Said("no", "Other words.")
    with pytest.raises(DomainError, match="take it back first"):
        operations.say(session, had=had, said=other, at=now)
    operations.take_back(session, review=review, at=now)
    assert operations.say(session, had=had, said=other, at=now) is review
    assert (review.status, review.words, review.reply, review.reply_status) == ("waiting", "Other words.", "", "")
    decide(session, review, by_id=robin, at=now, reason="Not about the support")
    assert operations.say(session, had=had, said=other, at=now).status == "waiting"
    assert review.reason == ""
    assert session.scalars(select(Review)).all() == [review]


def test_how_it_is_checked_is_there_for_everyone(client, town, said):
    said()
    assert "/how-we-check-reviews" in client.get(f"/listings/{town.listings['harbour'].id}").text
    told = client.get("/how-we-check-reviews").text
    for part in ("Nobody is paid", "what was bad", "once for each visit", "may answer once", "link to tell us"):
        assert part in told

"""Asking to join a group or to be matched, to help or be helped; the answer, the list, and who may see it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from marketplace.brokerage.joining.models import JoinAsk
from marketplace.cli.millbrook import places
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.outbox.models import Message


@pytest.fixture
def town(sessions):
    with sessions() as session:
        made = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        session.commit()
    return made


@pytest.fixture
def befriending(town):
    """Return a befriending listing that Harbour answers for."""
    return next(one for one in town.listings.values() if one.kind == "befriending" and one.organisation_id)


def page_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "html5lib")


def send(client, path, **facts):
    form = page_of(client, path)
    kept = {one["name"]: one.get("value", "") for one in form.select("main form input[type=hidden]")}
    return client.post(path, data={**kept, **facts}), kept


def asked(client, listing, **facts):
    answer, _ = send(client, f"/listings/{listing.id}/join", **{"part": "both", "words": "I like chess.", **facts})
    assert answer.status_code == 302, answer.text
    return answer.location


def told(sessions, person):
    with sessions() as session:
        return session.scalars(select(Message.subject).where(Message.person_id == person.id).order_by(Message.id)).all()


def test_to_be_helped_to_help_or_both_and_the_answer_comes_back(sessions, town, sign_in, befriending):
    shirin, jo = sign_in(town.people["shirin"]), sign_in(town.people["jo"])
    assert page_of(shirin, f"/listings/{befriending.id}").find("a", href=f"/listings/{befriending.id}/join")
    form = page_of(shirin, f"/listings/{befriending.id}/join")
    assert [one["value"] for one in form.select("input[name=part]")] == ["come", "help", "both"]
    mine = asked(shirin, befriending)
    assert told(sessions, town.people["jo"])[-1] == "Someone would like to join"
    number = mine.rpartition("/")[2]
    inbox = page_of(jo, "/provider/joining")
    assert inbox.find("a", href=f"/provider/joining/{number}")

    refused, _ = send(jo, f"/provider/joining/{number}", answer="waiting", note="")
    assert refused.status_code == 400, "about how long is to be said (row A11)"
    waits, _ = send(jo, f"/provider/joining/{number}", answer="waiting", note="About six weeks.")
    assert waits.location == "/provider/joining"
    assert "You are on their list" in page_of(shirin, mine).text
    yes, _ = send(jo, f"/provider/joining/{number}", answer="accepted", note="Come on Tuesday.")
    assert yes.status_code == 302
    page = page_of(shirin, mine)
    assert "They said yes" in page.text
    assert "Come on Tuesday." in page.text
    assert told(sessions, town.people["shirin"])[-2:] == ["You have an answer"] * 2
    again = jo.post(f"/provider/joining/{number}", data={"answer": "declined", "note": "No."})
    assert again.status_code in {400, 409}


def test_a_double_press_and_a_second_ask(sessions, town, sign_in, befriending):
    shirin = sign_in(town.people["shirin"])
    path = f"/listings/{befriending.id}/join"
    first, kept = send(shirin, path, part="come")
    second = shirin.post(path, data={**kept, "part": "come"})
    assert first.location == second.location
    third, _ = send(shirin, path, part="help", words="Me again, and what I wrote stays.")
    assert third.status_code == 400
    assert "asked them already" in third.text
    assert "what I wrote stays" in third.text
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(JoinAsk)) == 1
    page = page_of(shirin, first.location)
    token = {one["name"]: one.get("value", "") for one in page.select("main form input[type=hidden]")}
    assert shirin.post(f"{first.location}/withdraw", data=token).status_code == 302
    assert shirin.post(f"{first.location}/withdraw", data=token).status_code == 302, "twice changes nothing"
    assert asked(shirin, befriending, part="help") != first.location, "and one may ask again"


def test_somebody_else_s_ask_is_not_found(town, sign_in, befriending):
    mine = asked(sign_in(town.people["shirin"]), befriending)
    number = mine.rpartition("/")[2]
    page_of(sign_in(town.people["tom"]), mine, status=404)
    assert sign_in(town.people["tom"]).get(f"/provider/joining/{number}").status_code == 403
    other = next(key for key in ("priya", "colin", "dev") if key in town.people)
    assert sign_in(town.people[other]).get(f"/provider/joining/{number}").status_code in {403, 404}


def test_where_nobody_answers_here_there_is_no_form(town, sign_in):
    alone = next(one for one in town.listings.values() if one.kind == "peer_group" and one.organisation_id is None)
    provider = town.listings["harbour"]
    shirin = sign_in(town.people["shirin"])
    for listing in (alone, provider):
        assert not page_of(shirin, f"/listings/{listing.id}").find("a", href=f"/listings/{listing.id}/join")
        page_of(shirin, f"/listings/{listing.id}/join", status=404)


@pytest.mark.parametrize("facts", [{"part": ""}, {"part": "nothing"}, {"words": "a" * 1001}, {"when_words": "b" * 201}])
def test_what_cannot_be_sent_is_told_and_kept(town, sign_in, befriending, facts):
    answer, _ = send(
        sign_in(town.people["shirin"]),
        f"/listings/{befriending.id}/join",
        **{"part": "come", "words": "Kept.", **facts},
    )
    assert answer.status_code == 400
    page = BeautifulSoup(answer.text, "html5lib")
    assert page.select_one(".govuk-error-summary")
    assert facts.get("words", "Kept.") in page.select_one("textarea[name=words]").text

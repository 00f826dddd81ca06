"""Colleagues' sign-ins with roles: asked by mail, used once, ended at once, never without a manager."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.errors import DomainError
from marketplace.kernel.outbox.models import Message
from marketplace.organisations.colleagues import operations
from marketplace.organisations.colleagues.queries import own_member
from marketplace.organisations.models import ColleagueInvite, Membership, Worker
from marketplace.organisations.operations import add_member
from tests.factories.organisations import make_member, make_organisation
from tests.factories.people import make_person

INVITE, OURS = "/provider/colleagues/invite", "/provider/colleagues"


@pytest.fixture
def newcomer(sessions, town, now):
    with sessions() as session:
        made = make_person(session, at=now, known_as="Ada", email="ada@harbour.example")
        session.commit()
    return made


@pytest.fixture
def invited(sessions, jo, send):
    """Return a function that asks somebody in and gives the address of their link."""

    def run(email="Ada@Harbour.example", role="staff"):
        assert send(jo, INVITE, email=email, role=role).location == OURS
        with sessions() as session:
            newest = select(Message).where(Message.person_id.is_(None)).order_by(Message.id.desc())
            message = session.scalars(newest).first()
        assert message.to == email.lower()
        assert message.secret
        return message.path

    return run


def roles(sessions, person, on=date(2026, 9, 1)):
    with sessions() as session:
        held = session.scalars(select(Membership).where(Membership.person_id == person.id))
        return {one.role for one in held if one.starts_on <= on and (one.ends_on is None or one.ends_on >= on)}


def said(answer):
    return BeautifulSoup(answer.text, "html5lib").main.text


def test_a_colleague_is_asked_says_yes_once_and_may_act(sessions, town, jo, newcomer, sign_in, invited, look):
    path = invited()
    assert re.fullmatch(r"/colleagues/join/[0-9a-f]{40}", path)
    with sessions() as session:
        assert path.rpartition("/")[2] not in session.scalars(select(ColleagueInvite.token_hash)).one(), (
            "only a hash is kept"
        )
    assert "ada@harbour.example" in look(jo, OURS).text
    ada = sign_in(newcomer)
    assert "Harbour Wellbeing" in look(ada, path).text
    assert ada.get("/provider/requests").status_code == 403
    for _ in range(2):  # pressed twice
        assert ada.post(path + "/yes").location == "/my"
    assert roles(sessions, newcomer) == {"staff"}
    assert ada.get("/provider/requests").status_code == 200
    assert "used already" in said(ada.get(path))
    with sessions() as session:
        deeds = session.scalars(select(AuditEntry.deed).where(AuditEntry.deed.like("colleague.%"))).all()
        told = session.scalars(select(Message.subject).where(Message.person_id == town.people["jo"].id)).all()
    assert deeds == ["colleague.invited", "colleague.joined"]
    assert told[-1] == "A colleague said yes"


def test_whoever_has_no_account_is_led_to_one_and_comes_back(sessions, town, client, sign_in, newcomer, invited, look):
    path = invited()
    soup = look(client, path)
    links = {one["href"] for one in soup.select("main a")}
    assert {f"/sign-in?next={path}", "/register"} <= links
    with client.session_transaction() as cookie:
        kept = cookie["colleague_link"]
    ada = sign_in(newcomer)
    with ada.session_transaction() as cookie:
        cookie["colleague_link"] = kept
    assert path in {one["href"] for one in look(ada, "/my").select("main a")}
    look(ada, path)
    assert path not in {one["href"] for one in look(ada, "/my").select("main a")}


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"cancelled_at": 0}, "took this link back"),
        ({"good_until": -1}, "too old"),
        ({"taken_at": 0}, "used already"),
        ({"token_hash": "another"}, "does not work"),
    ],
)
def test_a_link_that_does_not_work_says_why_in_one_sentence(sessions, now, newcomer, sign_in, invited, state, words):
    path = invited()
    with sessions() as session:
        found = session.scalars(select(ColleagueInvite)).one()
        for name, value in state.items():
            setattr(found, name, value if isinstance(value, str) else now + timedelta(seconds=value))
        session.commit()
    ada = sign_in(newcomer)
    for answer in (ada.get(path), ada.post(path + "/yes")):
        assert answer.status_code in {404, 409}
        assert words in said(answer)
    assert roles(sessions, newcomer) == set()


def test_it_is_good_for_fourteen_days(clock, newcomer, sign_in, invited):
    path = invited()
    clock("2026-09-15T08:59")
    assert sign_in(newcomer).get(path).status_code == 200
    clock("2026-09-15T09:00")
    assert sign_in(newcomer).get(path).status_code == 409


def test_only_who_signs_in_with_that_address_may_use_it(sessions, town, sign_in, invited):
    path, tom = invited(), sign_in(town.people["tom"])
    for answer in (tom.get(path), tom.post(path + "/yes")):
        assert answer.status_code == 403
        assert "another address" in said(answer)
        assert "ada@" not in answer.text
    assert roles(sessions, town.people["tom"]) == set()


def test_who_does_it_already_or_was_asked_is_told(jo, send, invited):
    assert "already" in send(jo, INVITE, email="DEV@millbrook.example", role="worker").text
    invited()
    again = send(jo, INVITE, email="ada@harbour.example", role="staff")
    assert again.status_code == 400
    assert "waits already" in again.text
    assert 'value="ada@harbour.example"' in again.text


def test_a_double_press_sends_one_link(sessions, jo, look, filled):
    form = {**filled(look(jo, INVITE)), "email": "ada@harbour.example", "role": "staff"}
    assert {jo.post(INVITE, data=form).location for _ in range(2)} == {OURS}
    with sessions() as session:
        assert len(session.scalars(select(ColleagueInvite)).all()) == 1
        assert len(session.scalars(select(Message).where(Message.to == "ada@harbour.example")).all()) == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"email": "nobody"}, "email address"), ({"role": "king"}, "valid choice"), ({"email": ""}, "Enter")],
)
def test_what_cannot_be_sent_is_told(jo, send, facts, words):
    answer = send(jo, INVITE, **{"email": "ada@harbour.example", "role": "staff", **facts})
    assert answer.status_code == 400
    assert words in answer.text


def test_a_link_is_taken_back(sessions, jo, newcomer, sign_in, invited, look):
    path = invited()
    action = look(jo, OURS).select_one("form[action$=take-back]")["action"]
    assert jo.post(action).location == OURS
    assert "took this link back" in said(sign_in(newcomer).get(path))
    assert "ada@harbour.example" not in look(jo, OURS).text


def test_ending_a_role_holds_at_once_and_a_worker_signs_in_as_nobody(sessions, town, jo, sign_in, look):
    dev = sign_in(town.people["dev"])
    assert dev.get("/shifts").status_code == 200
    link = next(one["href"] for one in look(jo, OURS).select("main a") if "Dev Patel-Ross" in one.text)
    assert "It ends at once" in look(jo, link).text
    assert jo.post(link).location == OURS
    assert dev.get("/shifts").status_code == 403
    with sessions() as session:
        assert session.get_one(Worker, town.workers["dev"].id).person_id is None
        told = session.scalars(select(Message.subject).where(Message.person_id == town.people["dev"].id)).all()
    assert told[-1] == "What you may do here has changed"
    assert jo.get(link).status_code == 404, "a second press finds nothing to end"


def test_one_who_left_can_be_asked_in_again(sessions, town, jo, sign_in, invited, look):
    link = next(one["href"] for one in look(jo, OURS).select("main a") if "Dev Patel-Ross" in one.text)
    jo.post(link)
    path = invited("dev@millbrook.example", "worker")
    dev = sign_in(town.people["dev"])
    assert dev.post(path + "/yes").location == "/my"
    assert dev.get("/shifts").status_code == 200


def test_the_last_manager_stays(sessions, town, jo, look):
    link = next(one["href"] for one in look(jo, OURS).select("main a") if "manager, Jo" in one.text)
    answer = jo.post(link)
    assert answer.status_code == 400
    assert "Ask another manager in first" in answer.text
    with sessions() as session:
        add_member(
            session,
            person=town.people["ruth"],
            organisation=town.organisations["harbour"],
            role="manager",
            on=date(2026, 1, 1),
        )
        session.commit()
    assert jo.post(link).location == "/my", "one's own page of colleagues is closed from now on"
    assert jo.get(OURS).status_code == 403


def test_two_managers_who_end_one_another_leave_one(sessions, town, now):
    with sessions() as session:
        office, people = make_organisation(session, at=now), [make_person(session, at=now) for _ in range(2)]
        ids = [make_member(session, person=one, organisation=office, role="manager").id for one in people]
        session.commit()
    together = Barrier(2)

    def press(number):
        with sessions() as session:
            together.wait(timeout=20)
            found = own_member(session, membership_id=number, organisation_ids=[office.id], on=now.date())
            try:
                operations.end(session, membership=found[0], organisation=found[2], by_id=people[0].id, at=now)
            except DomainError:
                return False
            session.commit()
            return True

    with ThreadPoolExecutor(2) as many:
        assert sorted(many.map(press, ids)) == [False, True]


def test_somebody_else_s_colleagues_and_links_are_not_found(sessions, town, jo, sign_in, invited, now):
    invited()
    with sessions() as session:
        other = make_person(session, at=now, known_as="Bea")
        make_member(session, person=other, organisation=town.organisations["keyturn"], role="manager")
        invite = session.scalars(select(ColleagueInvite.id)).one()
        member = session.scalars(select(Membership.id).where(Membership.person_id == town.people["dev"].id)).one()
        session.commit()
    bea = sign_in(other)
    assert bea.post(f"/provider/colleagues/invites/{invite}/take-back").status_code == 404
    assert bea.get(f"/provider/colleagues/{member}/end").status_code == 404
    payer = town.people["colin"]
    with sessions() as session:
        council = session.scalars(select(Membership.id).where(Membership.person_id == payer.id)).one()
    assert jo.get(f"/provider/colleagues/{council}/end").status_code == 404

"""Acting for somebody: invited by a code, within scope and limit, with a banner, told and logged; never a step more."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from marketplace.cli.millbrook import august, places
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.errors import DomainError
from marketplace.kernel.outbox.models import Message
from marketplace.people.helping import operations
from marketplace.people.helping.models import ActingFor
from tests.factories.people import make_person


@pytest.fixture
def town(sessions):
    with sessions() as session:
        made = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        august.deliver(session, town=made)
        session.commit()
    return made


def post(client, path, *, page="", **facts):
    found = BeautifulSoup(client.get(page or path).text, "html5lib")
    keys = {one["name"]: one.get("value", "") for one in found.select("main input[type=hidden]")}
    return client.post(path, data={**keys, **facts})


def acting(client):
    return post(client, "/acting/1/start", page="/acting/1")


def let(sessions, town, *, helper="laleh", **limits):
    """Change what Laleh may do for Shirin."""
    with sessions() as session:
        row = session.scalar(select(ActingFor).where(ActingFor.helper_id == town.people[helper].id))
        for name, value in limits.items():
            setattr(row, name, value)
        session.commit()


def test_a_code_is_given_taken_and_works_once(sessions, town, sign_in):
    tom, george, ali = (sign_in(town.people[key]) for key in ("tom", "george", "ali"))
    answer = post(tom, "/account/helpers/invite", called="my friend", kind="nominee", may_buy="y", limit="50")
    assert answer.location == "/account/helpers"
    page = BeautifulSoup(tom.get("/account/helpers").text, "html5lib").text
    code = page.partition("The code is ")[2][:9]
    assert "Say yes to support for you, up to £50.00 at a time" in page
    look = post(george, "/invitations", code=code.lower().replace("-", " "))
    assert "Will you help Tom?" in look.text
    assert "Act for" not in george.get("/my").text, "nothing before the yes"
    assert post(george, "/invitations", code=code, step="yes").location.startswith("/acting/")
    assert operations.WRONG_CODE in BeautifulSoup(post(ali, "/invitations", code=code).text, "html5lib").text
    with sessions() as session:
        told = session.scalars(select(Message).where(Message.person_id == town.people["tom"].id)).all()
        assert [one.subject for one in told][-1] == "Who can help you has changed"


def test_one_s_own_code_helps_nobody(sessions, town, now):
    with sessions() as session:
        tom = town.people["tom"]
        code = operations.invite(
            session, person=tom, called="me", limits=operations.Limits("trusted"), email="", submit_key="k", at=now
        )
        assert code == operations.invite(
            session, person=tom, called="me", limits=operations.Limits("trusted"), email="", submit_key="k", at=now
        ), "pressed twice"
        with pytest.raises(DomainError, match="someone else"):
            operations.take(session, code=code, helper=tom, at=now)


def test_every_page_says_so_and_it_is_shirin_s(town, sign_in):
    laleh = sign_in(town.people["laleh"])
    assert "You are acting for" not in laleh.get("/my").text
    acting(laleh)
    for path in ("/my", "/my/visits", "/find", "/words"):
        assert "You are acting for Shirin." in laleh.get(path).text, path
    assert "Shirin’s support" in laleh.get("/my").text
    assert post(laleh, "/acting/stop", page="/find").status_code in {302, 400}


def test_what_is_about_oneself_is_closed_meanwhile(town, sign_in):
    laleh = sign_in(town.people["laleh"])
    acting(laleh)
    for path in ("/account", "/account/helpers", "/account/helpers/invite", "/account/contact", "/invitations"):
        answer = laleh.get(path)
        assert answer.status_code == 403, path
        assert "you are acting for Shirin now" in answer.text, path


@pytest.fixture
def agreement(sessions, town):
    """Return the number of Shirin's agreement."""
    from marketplace.brokerage.agreements.models import Agreement

    with sessions() as session:
        return session.scalar(select(Agreement.id).where(Agreement.person_id == town.people["shirin"].id))


@pytest.fixture
def visit(sessions, town):
    """Return the number of a visit of Shirin's own."""
    from marketplace.brokerage.agreements.models import Agreement
    from marketplace.brokerage.visits.models import Visit

    with sessions() as session:
        mine = select(Visit.id).join(Agreement).where(Agreement.person_id == town.people["shirin"].id)
        return session.scalar(mine.order_by(Visit.id))


def test_a_nominee_does_it_and_shirin_is_told_and_it_is_logged(sessions, town, sign_in, agreement):
    laleh = sign_in(town.people["laleh"])
    acting(laleh)
    assert post(laleh, f"/my/agreements/{agreement}/end", page="/acting/1").status_code == 302
    with sessions() as session:
        shirin, helper = town.people["shirin"].id, town.people["laleh"].id
        deeds = session.scalars(select(AuditEntry.deed).where(AuditEntry.by_person_id == helper)).all()
        assert "acting.acted" in deeds
        told = session.scalars(select(Message).where(Message.person_id == shirin)).all()
        assert [(one.subject, one.path) for one in told][-1] == (
            "Something was done for you",
            f"/my/agreements/{agreement}",
        )
    seen = sign_in(town.people["shirin"]).get("/account/record").text
    assert "Laleh Farahani did something for you" in seen


@pytest.mark.parametrize("facts", [{"kind": "helper"}, {"kind": "trusted"}, {"may_pay": False}])
def test_a_helper_never_agrees(sessions, town, sign_in, visit, facts):
    let(sessions, town, **facts)
    laleh = sign_in(town.people["laleh"])
    acting(laleh)
    assert laleh.get(f"/my/visits/{visit}").status_code == 200
    answer = post(laleh, f"/my/visits/{visit}/agree", page="/acting/1", version="1")
    assert answer.status_code == 403
    assert "has not said that you may agree what is to be paid" in answer.text


@pytest.mark.parametrize("facts", [{"ends_on": date(2026, 8, 31)}, {"ended_at": parse_moment("2026-09-01T08:00")}])
def test_help_that_has_ended_is_over_at_once(sessions, town, sign_in, facts):
    laleh = sign_in(town.people["laleh"])
    acting(laleh)
    let(sessions, town, **facts)
    page = laleh.get("/my").text
    assert "You are acting for" not in page
    assert laleh.get("/acting/1").status_code == 404


def test_a_visit_over_the_limit_cannot_be_booked(sessions, town, sign_in):
    from marketplace.brokerage.agreements.models import Agreement

    let(sessions, town, limit_pence=4399)
    with sessions() as session:
        number = session.scalar(select(Agreement.id).where(Agreement.person_id == town.people["shirin"].id))
    laleh = sign_in(town.people["laleh"])
    acting(laleh)
    path = f"/my/agreements/{number}/visits/new"
    facts = {
        "day": "2026-09-15",
        "start": "10:00",
        "end": "12:00",
        "travel": "bus",
        "worker": str(town.workers["grace"].id),
    }
    page = BeautifulSoup(post(laleh, path, **facts).text, "html5lib").text
    assert "This costs £44.00. You may say yes to £43.99 at a time." in page
    let(sessions, town, limit_pence=4400)
    assert "£44.00" in BeautifulSoup(post(laleh, path, **facts).text, "html5lib").text


def test_the_person_stops_it_and_nobody_else_can(sessions, town, sign_in):
    assert (
        post(sign_in(town.people["tom"]), "/account/helpers/1/stop", page="/account/helpers/invite").status_code == 404
    )
    shirin = sign_in(town.people["shirin"])
    assert post(shirin, "/account/helpers/1/stop", page="/account/helpers").status_code == 302
    assert sign_in(town.people["laleh"]).get("/acting/1").status_code == 404


def test_a_lawful_power_is_checked_by_staff(session, now):
    one, other = make_person(session, at=now, known_as="Shirin"), make_person(session, at=now, known_as="Laleh")
    limits = operations.Limits("lawful_representative", may_buy=True)
    facts = {"person": one, "helper": other, "limits": limits, "starts_on": now.date(), "at": now}
    with pytest.raises(DomainError, match="seen the paper"):
        operations.let_act_for(session, **facts)
    made = operations.let_act_for(session, **facts, power="Attorney for money, seen 3 May 2026", checked_by_id=other.id)
    assert made.checked_by_id == other.id

"""Adding people, giving roles, acting for someone, and the page that says who you are."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.errors import DomainError, NotFoundError
from marketplace.people import operations, queries
from marketplace.people.helping import operations as helping
from marketplace.people.helping import queries as helpers
from tests.factories.organisations import make_member, make_organisation
from tests.factories.people import make_person


def test_an_address_is_kept_in_one_way_and_only_once(session, now):
    made = make_person(session, at=now, email="  Tom@Millbrook.example ")
    assert made.email == "tom@millbrook.example"
    assert queries.person_by_email(session, email="TOM@millbrook.EXAMPLE ") is made
    with pytest.raises(DomainError, match="already signs in"):
        make_person(session, at=now, email="tom@MILLBROOK.example")


def test_adding_someone_is_noted_without_their_name(session, now):
    made = make_person(session, at=now)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.record == f"person:{made.id}")).one()
    assert (entry.deed, entry.at) == ("person.added", now)


def test_nobody_shares_the_key_of_a_sign_in(session, now):
    keys = {make_person(session, at=now).fs_uniquifier for _ in range(3)}
    assert len(keys) == 3
    assert all(len(key) == 64 for key in keys)


def test_a_person_who_is_not_there_is_not_found(session):
    with pytest.raises(NotFoundError, match="We cannot find that"):
        queries.person(session, person_id=10**9)


def test_only_the_sites_own_roles_are_given_and_each_once(session, now):
    robin = make_person(session, at=now, known_as="Robin", site_role="site_staff")
    operations.give_role(session, person=robin, role="site_staff", at=now)
    assert [role.name for role in robin.roles] == ["site_staff"]
    with pytest.raises(DomainError, match="no role called payer"):
        operations.give_role(session, person=robin, role="payer", at=now)


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (date(2026, 7, 31), False),
        (date(2026, 8, 1), True),
        (date(2026, 8, 31), True),
        (date(2026, 9, 1), False),
    ],
)
def test_someone_acts_for_another_from_the_first_day_to_the_last(session, now, on, held):
    shirin, laleh = make_person(session, at=now, known_as="Shirin"), make_person(session, at=now, known_as="Laleh")
    helping.let_act_for(
        session,
        person=shirin,
        helper=laleh,
        limits=helping.Limits("nominee", may_pay=True, ends_on=date(2026, 8, 31)),
        starts_on=date(2026, 8, 1),
        at=now,
    )
    found = helpers.acting_for(session, helper_id=laleh.id, on=on)
    assert [(who.known_as, acting.may_pay, acting.may_buy) for acting, who in found] == [("Shirin", True, False)] * held
    assert helpers.acting_for(session, helper_id=shirin.id, on=on) == []


def test_acting_for_oneself_or_backwards_is_refused(session, now):
    shirin, laleh = make_person(session, at=now, known_as="Shirin"), make_person(session, at=now, known_as="Laleh")
    terms = {"starts_on": date(2026, 8, 1), "at": now}
    with pytest.raises(DomainError, match="someone else"):
        helping.let_act_for(session, person=shirin, helper=shirin, limits=helping.Limits("trusted"), **terms)
    with pytest.raises(DomainError, match="last day"):
        helping.let_act_for(
            session, person=shirin, helper=laleh, limits=helping.Limits("trusted", ends_on=date(2026, 7, 31)), **terms
        )


def test_the_account_page_shows_you_what_you_may_do_and_whom_you_help(sessions, sign_in, now):
    with sessions() as session:
        laleh = make_person(session, at=now, known_as="Laleh", phone="01632 960 000")
        shirin = make_person(session, at=now, known_as="Shirin")
        harbour = make_organisation(session, at=now)
        make_member(session, person=laleh, organisation=harbour, role="payer")
        helping.let_act_for(
            session, person=shirin, helper=laleh, limits=helping.Limits("nominee"), starts_on=date(2026, 8, 1), at=now
        )
        session.commit()
    page = BeautifulSoup(sign_in(laleh).get("/account").text, "html5lib").select_one("main").text
    assert "Laleh Hale" in page
    assert "01632 960 000" in page
    assert "You see and pay invoices for an organisation." in page
    assert "Shirin chose you to help, with no last day." in page
    assert "You look after this site." not in page
    other = BeautifulSoup(sign_in(shirin).get("/account").text, "html5lib").select_one("main").text
    assert "Laleh, with no last day. They may: See your support." in other
    assert "Who you help" not in other

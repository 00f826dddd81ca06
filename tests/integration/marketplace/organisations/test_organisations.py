"""Organisations, members and workers: who may do what, and only while it lasts."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from marketplace.kernel.errors import DomainError, NotFoundError
from marketplace.organisations import operations, queries
from tests.factories.organisations import make_member, make_organisation, make_worker
from tests.factories.people import make_person


@pytest.fixture(autouse=True)
def _on_the_first_of_september(clock):
    clock("2026-09-01T09:00")


def test_everyone_signed_in_is_a_person_and_no_more(session, now):
    assert queries.roles_of(session, person=make_person(session, at=now)) == {"person"}


@pytest.mark.parametrize(("member", "role"), [("staff", "provider_staff"), ("worker", "worker"), ("payer", "payer")])
def test_a_membership_brings_its_role(session, now, member, role):
    jo, harbour = make_person(session, at=now), make_organisation(session, at=now)
    make_member(session, person=jo, organisation=harbour, role=member)
    assert queries.roles_of(session, person=jo) == {"person", role}
    assert list(queries.organisations_of(session, person_id=jo.id, role=member, on=date(2026, 9, 1))) == [harbour]
    others = {"staff", "worker", "payer"} - {member}
    assert [
        found for one in others for found in queries.organisations_of(session, person_id=jo.id, role=one, on=now.date())
    ] == []


@pytest.mark.parametrize("role", ["site_staff", "key_worker", "commissioner"])
def test_the_site_gives_the_other_roles(session, now, role):
    assert queries.roles_of(session, person=make_person(session, at=now, site_role=role)) == {"person", role}


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        (date(2026, 9, 1), None, True),
        (date(2026, 9, 2), None, False),
        (date(2026, 1, 1), date(2026, 9, 1), True),
        (date(2026, 1, 1), date(2026, 8, 31), False),
    ],
)
def test_a_membership_holds_from_its_first_day_to_its_last(session, now, first, last, held):
    jo, harbour = make_person(session, at=now), make_organisation(session, at=now)
    make_member(session, person=jo, organisation=harbour, on=first, until=last)
    assert ("provider_staff" in queries.roles_of(session, person=jo)) is held


def test_the_day_is_londons(session, now, clock):
    clock("2026-08-31T23:30+00:00")
    jo, harbour = make_person(session, at=now), make_organisation(session, at=now)
    make_member(session, person=jo, organisation=harbour, on=date(2026, 9, 1))
    assert "provider_staff" in queries.roles_of(session, person=jo)


def test_a_member_is_added_once_and_only_in_a_role_there_is(session, now):
    jo, harbour = make_person(session, at=now), make_organisation(session, at=now)
    make_member(session, person=jo, organisation=harbour)
    make_member(session, person=jo, organisation=harbour, role="worker")
    with pytest.raises(DomainError, match="already do this"):
        make_member(session, person=jo, organisation=harbour)
    with pytest.raises(DomainError, match="no role called king"):
        make_member(session, person=jo, organisation=harbour, role="king")


def test_a_name_is_taken_once(session, now):
    make_organisation(session, at=now, name="Harbour Wellbeing")
    with pytest.raises(DomainError, match="already an organisation"):
        make_organisation(session, at=now, name="Harbour Wellbeing")


@pytest.mark.parametrize("facts", [{"kind": "shop"}, {"vat_status": "often"}, {"pay_within_days": 91}])
def test_the_database_refuses_what_no_invoice_could_use(session, now, facts):
    with pytest.raises(IntegrityError):
        make_organisation(session, at=now, **facts)


def test_an_organisation_that_is_not_there_is_not_found(session):
    with pytest.raises(NotFoundError):
        queries.organisation(session, organisation_id=10**9)


def test_workers_to_pick_are_its_own_active_and_paid_or_peers(session, now):
    harbour, meadow = make_organisation(session, at=now), make_organisation(session, at=now)
    for name, facts in (
        ("Mo", {}),
        ("Dev", {}),
        ("Pat", {"kind": "peer"}),
        ("Val", {"kind": "volunteer"}),
        ("Gone", {"active": False}),
    ):
        make_worker(session, organisation=harbour, first_name=name, **facts)
    make_worker(session, organisation=meadow, first_name="Elsewhere")
    found = queries.workers_of(session, organisation_id=harbour.id)
    assert [one.first_name for one in found] == ["Dev", "Mo", "Pat"]


def test_the_records_someone_works_as_are_their_own(session, now):
    dev, other = make_person(session, at=now, known_as="Dev"), make_person(session, at=now)
    harbour = make_organisation(session, at=now)
    mine = operations.add_worker(session, organisation=harbour, first_name="Dev", person=dev)
    make_worker(session, organisation=harbour, first_name="Nobody signs in as me")
    assert list(queries.worker_records_of(session, person_id=dev.id)) == [mine]
    assert list(queries.worker_records_of(session, person_id=other.id)) == []


def test_payers_are_those_who_can_pay_for_someone(session, now):
    kinds = ("provider", "group", "council", "nhs", "fund_holder", "trust", "community_group")
    for kind in kinds:
        make_organisation(session, at=now, kind=kind, name=f"A {kind}")
    assert [one.kind for one in queries.payers(session)] == sorted(set(kinds) - {"provider", "group"})

"""Whoever sees somebody's record is written down, on a list as on a page of its own, and the person can read it (rule G1)."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from marketplace.cli.millbrook import august, places
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.clock import parse_moment

LISTS = {
    "/provider/requests": ("jo", "request"),
    "/provider/agreements": ("jo", "agreement"),
    "/provider/visits": ("jo", "visit"),
    "/provider/invoices": ("jo", "invoice"),
    "/payer/invoices": ("colin", "invoice"),
    "/shifts": ("dev", "visit"),
}


@pytest.fixture
def town(sessions):
    with sessions() as session:
        made = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        august.deliver(session, town=made)
        session.commit()
    return made


def looks(sessions, *, by, about):
    """Return what somebody saw of somebody: "visit.listed"…"""
    with sessions() as session:
        return session.scalars(
            select(AuditEntry.deed)
            .where(AuditEntry.by_person_id == by.id, AuditEntry.about_person_id == about.id)
            .where(AuditEntry.deed.like("%.listed") | AuditEntry.deed.like("%.looked"))
        ).all()


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_written_down_once_for_each_person_on_it(sessions, town, sign_in, path):
    who, kind = LISTS[path]
    assert sign_in(town.people[who]).get(path).status_code == 200
    assert looks(sessions, by=town.people[who], about=town.people["margaret"]) == [f"{kind}.listed"]
    told = BeautifulSoup(sign_in(town.people["margaret"]).get("/account/record").text, "html5lib").text
    assert f"{town.people[who].full_name} saw a list with" in told


def test_month_end_shows_whose_visits_are_billed(sessions, town, sign_in):
    with sessions() as session:
        agreement = august.agree_with_harbour(
            session, town=town, key="beth", day=parse_moment("2026-07-03T08:00").date()
        )
        shift = august.Shift(5, "10:00", "11:00", "aisha", "Out")
        august._visit(session, town, "beth", agreement, shift, "late")
        session.commit()
    jo = sign_in(town.people["jo"])
    assert jo.get("/provider/month-end?month=2026-08").status_code == 200
    assert looks(sessions, by=town.people["jo"], about=town.people["beth"]) == ["visit.listed"]
    assert looks(sessions, by=town.people["jo"], about=town.people["margaret"]) == [], "all of hers is billed"


def test_whoever_helps_is_written_down_too_and_only_while_they_act(sessions, town, sign_in, clock):
    laleh, shirin = town.people["laleh"], town.people["shirin"]
    client = sign_in(laleh)
    client.get("/my")
    assert looks(sessions, by=laleh, about=shirin) == []
    keys = BeautifulSoup(client.get("/acting/1").text, "html5lib").select("main input[type=hidden]")
    client.post("/acting/1/start", data={one["name"]: one.get("value", "") for one in keys})
    assert client.get("/my/visits").status_code == 200
    assert looks(sessions, by=laleh, about=shirin) == ["page.looked"]
    clock("2026-09-01T09:20")  # her device is seen again just then, in a transaction of its own
    assert client.get("/my/visits").status_code == 200
    assert looks(sessions, by=laleh, about=shirin) == ["page.looked"] * 2
    told = BeautifulSoup(sign_in(shirin).get("/account/record").text, "html5lib").text
    assert "acted for you, and looked at one of your pages" in told


def test_one_s_own_lists_are_nobody_s_business(sessions, town, sign_in):
    margaret = sign_in(town.people["margaret"])
    for page in ("/my", "/my/visits", "/my/invoices"):
        margaret.get(page)
    with sessions() as session:
        assert not session.scalar(
            select(func.count()).where(
                AuditEntry.by_person_id == town.people["margaret"].id, AuditEntry.deed.like("%.listed")
            )
        )

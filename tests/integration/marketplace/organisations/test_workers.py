"""Workers, volunteers and peers (rows M05 to M08 and M10, rules W5 and W6): written by their organisation, checked, then read."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from marketplace.kernel.errors import DomainError
from marketplace.kernel.outbox.models import Message
from marketplace.organisations.models import DaysOff, Worker
from marketplace.organisations.workers import operations
from marketplace.organisations.workers.queries import away_on, shown_workers, to_check
from marketplace.organisations.workers.rules import facts_of, fingerprint
from tests.factories.organisations import make_organisation
from tests.factories.people import make_person
from tests.factories.trust import make_worker_to_check, worker_facts

OURS, NEW, QUEUE = "/provider/workers", "/provider/workers/new", "/admin/workers"
MO = {
    "first_name": "Mo", "title": "Gardener", "kind": "volunteer", "about": "Mo digs.", "interests": "beans, tea",
    "languages": "English", "skills": "digging", "training": "First aid, 2025", "day_0": ["day", "evening"],
    "day_6": ["night"], "bank_holidays": "yes", "drives": "no", "check_level": "basic", "check_month": "March 2026",
    "check_seen_by": "the manager", "update_service": "no",
}  # fmt: skip


@pytest.fixture
def robin(town, sign_in):
    return sign_in(town.people["robin"])


def mo(sessions):
    with sessions() as session:
        return session.scalars(select(Worker).where(Worker.first_name == "Mo")).one()


def people_of(look, client, town, key="harbour"):
    soup = look(client, f"/listings/{town.listings[key].id}")
    return {one.h3.text: " ".join(one.text.split()) for one in soup.select("main .card") if one.h3}


def test_who_is_written_down_waits_is_checked_and_then_read(sessions, town, jo, robin, client, look, send):
    assert send(jo, NEW, **MO).location == OURS
    kept = mo(sessions)
    assert (kept.kind, kept.check_level, kept.check_month, kept.drives) == (
        "volunteer",
        "basic",
        date(2026, 3, 1),
        False,
    )
    assert kept.availability == {"0": ["day", "evening"], "6": ["night"]}
    assert kept.training == [{"name": "First aid", "year": 2025}]
    assert "Mo" not in people_of(look, client, town)
    assert "Mo, Harbour Wellbeing" in look(robin, QUEUE).text
    path = f"{QUEUE}/{kept.id}"
    rows = [row.th.text.strip() for row in look(robin, path).select("tbody tr")]
    assert rows[:3] == ["First name", "What they are called", "Kind"]
    assert send(robin, path, answer="yes").location == QUEUE
    shown = people_of(look, client, town)["Mo"]
    for words in (
        "Volunteer, not paid", "Gardener", "beans, tea", "Monday, day and evening; Sunday, night", "First aid, 2025",
        "Checks: basic, seen March 2026 by the manager.",
    ):  # fmt: skip
        assert words in shown
    page = look(client, f"/listings/{town.listings['harbour'].id}").main
    assert "They tell us this. Ask to be sure." in page.text
    assert page.select(".card .ticks, .card svg, .card img") == [], "no tick beside a check"
    with sessions() as session:
        told = session.scalars(select(Message.subject).where(Message.person_id == town.people["jo"].id)).all()
    assert told[-1] == "We looked at what you wrote"
    assert "Mo, " not in look(robin, QUEUE).text


def test_the_demo_s_people_are_read_from_the_start(client, town, look):
    people = people_of(look, client, town)
    assert list(people) == ["Aisha", "Dev", "Grace", "Liam", "Nina", "Sam"]
    assert "Checks: enhanced, seen February 2026 by the manager" in people["Dev"]
    assert "can take you in their car" in people["Dev"]
    assert "Has been there themselves" in people["Nina"]


def test_a_change_waits_and_only_the_difference_is_shown(sessions, town, jo, robin, client, look, send):
    number = town.workers["dev"].id
    assert send(jo, f"{OURS}/{number}", about="Dev sings now.").location == OURS
    assert "Dev paints" in people_of(look, client, town)["Dev"]
    rows = [row.th.text.strip() for row in look(robin, f"{QUEUE}/{number}").select("tbody tr")]
    assert rows == ["About them"]
    with sessions() as session:
        assert session.get_one(Worker, number).person_id == town.people["dev"].id, "he still signs in"
    assert send(jo, f"{OURS}/{number}", about="Dev paints at weekends. He does not mind quiet.").location == OURS
    assert "Nothing waits" in look(robin, QUEUE).text, "taken back by the organisation"


def test_a_no_has_a_reason_and_two_staff_cannot_both_decide(sessions, town, jo, robin, client, look, filled, send):
    send(jo, NEW, **MO)
    number = mo(sessions).id
    path = f"{QUEUE}/{number}"
    form = filled(look(robin, path))
    assert robin.post(path, data={**form, "answer": "no", "reason": ""}).status_code == 400
    assert robin.post(path, data={**form, "answer": "no", "reason": "Say less of beans."}).location == QUEUE
    late = robin.post(path, data={**form, "answer": "yes"})
    assert late.status_code == 400
    assert "decided on this already" in late.text
    assert "Mo" not in people_of(look, client, town)
    assert "Say less of beans." in look(jo, f"{OURS}/{number}").text


def test_what_changed_since_it_was_seen_is_not_approved(sessions, jo, robin, look, filled, send):
    send(jo, NEW, **MO)
    number = mo(sessions).id
    form = filled(look(robin, f"{QUEUE}/{number}"))
    send(jo, f"{OURS}/{number}", about="Something nobody has looked at.")
    late = robin.post(f"{QUEUE}/{number}", data={**form, "answer": "yes"})
    assert late.status_code == 400
    assert "changed this since" in late.text
    assert mo(sessions).shown is None


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"first_name": ""}, "Enter a first name"),
        ({"title": ""}, "Enter what they are called"),
        ({"kind": "shop"}, "valid choice"),
        ({"about": "Seen 0012 3456 7890 in March"}, "number of a certificate"),
        ({"check_seen_by": "001234567890"}, "number of a certificate"),
        ({"training": "DBS 001234567890, 2025"}, "number of a certificate"),
        ({"training": "First aid"}, "with its year"),
        ({"check_month": "soon"}, "month of the check"),
        ({"check_month": "December 2026"}, "not come yet"),
        ({"check_level": "gold"}, "valid choice"),
        ({"day_0": ["noon"]}, "valid choice"),
        ({"about": "a" * 700}, "600 letters"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_typed_is_lost(sessions, town, jo, send, facts, told):
    answer = send(jo, NEW, **{**MO, **facts, "skills": "What I wrote stays"})
    assert answer.status_code == 400
    soup = BeautifulSoup(answer.text, "html5lib")
    assert told in soup.select_one(".govuk-error-summary").text
    assert soup.select_one("[name=skills]")["value"] == "What I wrote stays"
    with sessions() as session:
        assert len(session.scalars(select(Worker.id)).all()) == len(town.workers)


def test_where_no_check_is_needed_none_is_kept(sessions, jo, send):
    send(jo, NEW, **{**MO, "check_level": "none needed"})
    kept = mo(sessions)
    assert (kept.check_level, kept.check_month, kept.check_seen_by, kept.update_service) == (
        "none needed",
        None,
        "",
        None,
    )


def test_a_double_press_adds_one(sessions, jo, look, filled):
    form = {**filled(look(jo, NEW)), **MO}
    assert {jo.post(NEW, data=form).location for _ in range(2)} == {OURS}
    assert mo(sessions).first_name == "Mo"


def test_who_is_taken_out_is_gone_at_once_and_can_come_back(town, jo, client, look):
    path = f"{OURS}/{town.workers['liam'].id}"
    for _ in range(2):
        assert jo.post(f"{path}/take-out").location == OURS
    assert "Liam" not in people_of(look, client, town)
    assert "Taken out" in look(jo, path).text
    assert jo.post(f"{path}/bring-back").location == OURS
    assert "Liam" in people_of(look, client, town)


def test_days_off_are_added_once_and_taken_back(sessions, town, jo, look, send):
    path = f"{OURS}/{town.workers['dev'].id}/away"
    for _ in range(2):
        assert send(jo, path, starts_on="2026-09-10", ends_on="2026-09-12").location == path
    with sessions() as session:
        (days,) = session.scalars(select(DaysOff).where(DaysOff.worker_id == town.workers["dev"].id)).all()
        found = [
            day
            for day in range(8, 15)
            if away_on(session, worker_id=days.worker_id, day=date(2026, 9, day)) is not None
        ]
        assert found == [10, 11, 12]
        assert away_on(session, worker_id=days.worker_id, day=date(2026, 9, 9), until=date(2026, 9, 10)) is not None
    refused = send(jo, path, starts_on="2026-09-12", ends_on="2026-09-10")
    assert refused.status_code == 400
    assert "before the first" in refused.text
    action = look(jo, path).select_one("form[action$=remove]")["action"]
    assert jo.post(action).location == path
    assert "No days off" in look(jo, path).text


def test_a_worker_s_sign_in_is_chosen_from_colleagues(sessions, town, jo, look, send):
    options = [one.text for one in look(jo, f"{OURS}/{town.workers['liam'].id}").select("select[name=person] option")]
    assert options == ["Nobody", "Dev Patel-Ross"]
    number = str(town.people["tom"].id)
    assert send(jo, f"{OURS}/{town.workers['liam'].id}", person=number).status_code == 400


def test_somebody_else_s_workers_are_not_found(sessions, town, jo, sign_in, now):
    with sessions() as session:
        other = make_worker_to_check(
            session, organisation=town.organisations["keyturn"], by_id=town.people["jo"].id, at=now
        ).id
        session.commit()
    for path in (f"{OURS}/{other}", f"{OURS}/{other}/away"):
        assert jo.get(path).status_code == 404
    assert jo.post(f"{OURS}/{other}/take-out").status_code == 404
    assert jo.get(QUEUE).status_code == 403
    assert sign_in(town.people["tom"]).get(OURS).status_code == 403


def test_nobody_reads_what_was_not_checked(session, now):
    office, robin = make_organisation(session, at=now), make_person(session, at=now)
    worker = make_worker_to_check(session, organisation=office, by_id=robin.id, at=now)
    assert shown_workers(session, organisation_id=office.id) == []
    found, _ = to_check(session, worker_id=worker.id)
    operations.approve(session, worker=found, seen=fingerprint(facts_of(found)), by_id=robin.id, at=now)
    operations.change(session, worker=worker, facts=worker_facts(about="New."), person_id=None, by_id=robin.id, at=now)
    (shown,) = shown_workers(session, organisation_id=office.id)
    assert shown["about"] == "Mo knows the hills."
    facts = worker_facts(about="0123 4567 8901")
    with pytest.raises(DomainError, match="certificate"):
        operations.change(session, worker=worker, facts=facts, person_id=None, by_id=robin.id, at=now)

"""What payers expect (rows M01 to M03, journey 7 step 6): versions that never change, a yes with a name, told anew."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import delete, select

from invoices.documents.models import Invoice
from invoices.payments.checks import check
from marketplace.cli.millbrook import august
from marketplace.kernel.outbox.models import Message
from marketplace.organisations.expectations.models import Expectations, ExpectationsAcceptance
from tests.factories.organisations import make_member
from tests.factories.people import make_person

OURS, ASKED = "/payer/expectations", "/provider/expectations"
FOURTH = {"title": "Support in Millbrook", "covers": "Hours.", "expects": "Turn up.\n\nSay sorry when you did not."}


@pytest.fixture
def colin(town, sign_in):
    return sign_in(town.people["colin"])


@pytest.fixture
def new(town):
    return f"{OURS}/{town.organisations['council'].id}/new"


@pytest.fixture
def publish(colin, new, look, filled):
    """Return a function that writes a version, looks at it and publishes it."""

    def run(**facts):
        first = colin.post(new, data={**filled(look(colin, new)), **FOURTH, **facts})
        assert first.status_code == 200, first.text
        form = filled(BeautifulSoup(first.text, "html5lib"))
        return colin.post(new, data={**form, "step": "publish"})

    return run


def versions(sessions):
    with sessions() as session:
        return session.scalars(select(Expectations).order_by(Expectations.id)).all()


def test_a_version_is_read_once_more_and_published_and_older_ones_stay(sessions, client, look, publish):
    before = [(one.id, one.version, one.expects) for one in versions(sessions)]
    assert [version for _, version, _ in before] == [1, 2, 3]
    answer = publish()
    *kept, made = versions(sessions)
    assert [(one.id, one.version, one.expects) for one in kept] == before
    assert answer.location == f"/expectations/{made.id}"
    assert made.version == 4
    newest = look(client, f"/expectations/{made.id}").main.text
    assert "This is the newest" in newest
    assert "Say sorry when you did not." in newest
    old = look(client, f"/expectations/{before[0][0]}")
    assert "There is a newer one" in old.text
    assert f"/expectations/{made.id}" in {one["href"] for one in old.select("main a")}
    assert look(client, "/expectations/99", 404)


def test_a_double_press_publishes_once_and_another_s_version_is_told(sessions, colin, new, look, filled):
    form = {**filled(look(colin, new)), **FOURTH, "step": "publish"}
    assert len({colin.post(new, data=form).location for _ in range(2)}) == 1
    assert len(versions(sessions)) == 4
    late = colin.post(new, data={**form, "expects": "Something else, from an old tab."})
    assert late.status_code == 400
    assert "version 4 since you opened this" in late.text
    assert "Something else, from an old tab." in late.text


def test_nothing_new_and_nothing_at_all_are_refused(sessions, colin, new, look, filled):
    form = filled(look(colin, new))
    same = colin.post(new, data={**form, "step": "publish"})
    assert same.status_code == 400
    assert "Nothing is different" in same.text
    assert colin.post(new, data={**form, "covers": " "}).status_code == 400
    assert len(versions(sessions)) == 3


def test_change_it_goes_back_with_all_that_was_written(colin, new, look, filled):
    answer = colin.post(new, data={**filled(look(colin, new)), **FOURTH, "step": "change"})
    assert BeautifulSoup(answer.text, "html5lib").select_one("[name=title]")["value"] == "Support in Millbrook"
    assert "Say sorry when you did not." in answer.text


def test_a_provider_says_yes_with_a_name_and_is_told_of_the_next(sessions, town, jo, look, send, publish):
    assert "Jo Marsden said yes on 16 June 2026" in look(jo, ASKED).text
    publish()
    with sessions() as session:
        told = session.scalars(select(Message).where(Message.person_id == town.people["jo"].id)).all()[-1]
        made = session.scalars(select(Expectations.id).where(Expectations.version == 4)).one()
    assert (told.subject, told.path) == ("Something to read and say yes to", f"{ASKED}/{made}")
    assert "not yet" in look(jo, ASKED).text
    assert send(jo, f"{ASKED}/{made}", name="").status_code == 400
    form = {"name": "Jo Marsden"}
    assert send(jo, f"{ASKED}/{made}", **form).location == ASKED
    assert jo.post(f"{ASKED}/{made}", data=form).location == ASKED, "pressed twice"
    with sessions() as session:
        (yes,) = session.scalars(select(ExpectationsAcceptance).where(ExpectationsAcceptance.expectations_id == made))
    assert (yes.name, yes.accepted_at.date().isoformat()) == ("Jo Marsden", "2026-09-01")


def test_nobody_who_never_said_yes_is_told(sessions, town, publish, now):
    with sessions() as session:
        other = make_person(session, at=now)
        make_member(session, person=other, organisation=town.organisations["keyturn"])
        session.commit()
    publish()
    with sessions() as session:
        assert session.scalars(select(Message.id).where(Message.person_id == other.id)).all() == []


def test_an_old_version_cannot_be_agreed(sessions, jo, look):
    old = versions(sessions)[0].id
    assert look(jo, f"{ASKED}/{old}").select("main form") == []
    answer = jo.post(f"{ASKED}/{old}", data={"name": "Jo"})
    assert answer.status_code == 400
    assert "newer version" in answer.text


def test_whose_it_is_not_cannot_publish(town, colin, jo):
    assert colin.get(f"{OURS}/{town.organisations['meadow'].id}/new").status_code == 404
    assert jo.get(OURS).status_code == 403
    assert colin.get(ASKED).status_code == 403


def test_a_page_says_whose_expectations_its_organisation_keeps(sessions, client, town, look, publish):
    path, newest = f"/listings/{town.listings['harbour'].id}", versions(sessions)[-1].id
    said = [one for one in look(client, path).select("main a") if "Has said yes" in one.text]
    assert [(one["href"], one.text) for one in said] == [
        (f"/expectations/{newest}", "Has said yes to what Millbrook Council expects")
    ]
    publish()
    assert "Has said yes" not in look(client, path).text, "that was to a version that does not hold any more"


def test_month_end_says_what_to_agree_first_and_goes_out_once_it_is(sessions, town, jo, look, send):
    with sessions() as session:
        session.execute(delete(ExpectationsAcceptance))
        august.deliver(session, town=town)
        newest = session.scalars(select(Expectations.id).where(Expectations.version == 3)).one()
        before = session.scalars(select(Invoice.payer_organisation_id)).all()
        session.commit()
    council = town.organisations["council"].id
    assert council not in before
    told = look(jo, "/provider/month-end").select_one(".govuk-inset-text")
    assert told.a["href"] == f"{ASKED}/{newest}"
    assert "Say yes to what Millbrook Council expects first. 36 visits wait for that" in " ".join(told.text.split())
    assert send(jo, f"{ASKED}/{newest}", name="Jo Marsden").location == ASKED
    assert look(jo, "/provider/month-end").select(".govuk-inset-text") == []
    assert send(jo, "/provider/month-end").location == "/provider/invoices"
    with sessions() as session:
        after = session.scalars(select(Invoice.payer_organisation_id)).all()
        assert after.count(council) == 5
        assert check(session) == []

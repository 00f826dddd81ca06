"""What people miss is kept without who asked: words, the first part of a postcode, and the day."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from search.missing import operations, queries
from search.missing.models import MissingWish
from tests.factories.people import make_person
from tests.factories.told import make_missing

SENT = {"submit_key": "k1", "words": "A chess club on Sundays", "near": "sk22 9xx"}


@pytest.fixture
def visitor(app):
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def kept(sessions):
    with sessions() as session:
        return [(one.words, one.outcode, one.told_on) for one in session.scalars(select(MissingWish))]


def test_nothing_tells_who_or_at_what_hour():
    columns = MissingWish.__table__.columns
    assert set(columns.keys()) == {"id", "words", "outcode", "told_on", "submit_key"}
    assert columns["told_on"].type.python_type is date


def test_the_same_form_is_kept_once(session):
    for _ in range(2):
        operations.tell(session, words="chess", outcode="SK22", on=date(2026, 9, 1), submit_key="k")
    make_missing(session, on=date(2026, 9, 2), words="bingo")
    assert [one.words for one in queries.newest(session)] == ["bingo", "chess"]


def test_a_visitor_tells_us_only_roughly_where(visitor, sessions):
    for _ in range(2):
        answer = visitor.post("/missing", data=SENT)
        assert (answer.status_code, answer.location) == (303, "/not-sure")
    assert kept(sessions) == [("A chess club on Sundays", "SK22", date(2026, 9, 1))]
    assert "Thank you" in visitor.get("/not-sure").text


def test_someone_signed_in_is_not_kept_either(visitor, sessions, sign_in, now):
    with sessions() as session:
        person = make_person(session, at=now)
        session.commit()
    sign_in(person).post("/missing", data=SENT)
    from marketplace.kernel.audit import AuditEntry

    with sessions() as session:
        assert session.scalars(select(AuditEntry).where(AuditEntry.record.like("missing%"))).all() == []
    assert len(kept(sessions)) == 1


def test_a_search_brings_its_words(visitor):
    soup = BeautifulSoup(visitor.get("/missing?q=chess+%26+tea&near=SK22+9XX").text, "html5lib")
    assert soup.find("textarea", attrs={"name": "words"}).get_text().strip() == "chess & tea"
    assert soup.find("input", attrs={"name": "near"})["value"] == "SK22"
    soup = BeautifulSoup(visitor.get("/missing", query_string={"q": "a" * 5000, "near": "nowhere"}).text, "html5lib")
    assert len(soup.find("textarea", attrs={"name": "words"}).get_text().strip()) == 300


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"words": " \n "}, "Write a few words."),
        ({"words": "a" * 301}, "300 letters"),
        ({"near": "Millbrook"}, "first part of a postcode"),
        ({"near": "a" * 21}, "too long"),
        ({"submit_key": "a" * 65}, "send it once more"),
    ],
)
def test_bad_input_is_told(visitor, sessions, sent, said):
    answer = visitor.post("/missing", data={**SENT, **sent})
    assert answer.status_code == 422
    assert said in answer.text
    assert kept(sessions) == []


def test_one_may_send_so_many_and_no_more(visitor, sessions):
    codes = [visitor.post("/missing", data={**SENT, "submit_key": f"k{at}"}).status_code for at in range(21)]
    assert codes == [303] * 20 + [429]


def test_staff_read_the_list_and_nobody_else(visitor, sessions, sign_in, now):
    with sessions() as session:
        robin = make_person(session, at=now, known_as="Robin", site_role="site_staff")
        other = make_person(session, at=now)
        make_missing(session, on=date(2026, 9, 1), words="A chess club on Sundays")
        session.commit()
    assert "A chess club on Sundays" in sign_in(robin).get("/admin/missing").text
    assert sign_in(other).get("/admin/missing").status_code == 403
    assert visitor.get("/admin/missing").status_code == 302

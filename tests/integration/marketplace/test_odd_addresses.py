"""Odd addresses and forms get a kind page or one sentence, never an error of ours."""

from __future__ import annotations

import pytest

from marketplace.app import create_app
from marketplace.cli.database import open_sessions
from marketplace.cli.millbrook import people, seed
from marketplace.config import load_settings
from marketplace.kernel.clock import parse_moment
from search.indexing import service


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    settings = load_settings(data=tmp_path_factory.mktemp("odd"))
    sessions = open_sessions(settings)
    with sessions() as session:
        seed.settle(session, at=parse_moment("2026-11-23T09:00"), progress=lambda _: None)
        session.commit()
    service.rebuild(sessions, service.engine_for(settings.index_folder))
    made = create_app(settings)
    made.config.update(WTF_CSRF_ENABLED=False)
    yield made
    sessions.kw["bind"].dispose()


@pytest.fixture
def signed_in(app):
    def sign_in(key: str):
        client = app.test_client()
        answer = client.post("/sign-in", data={"email": f"{key}@millbrook.example", "password": people.PASSWORD})
        assert answer.status_code == 302
        return client

    return sign_in


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/find?page=-1&radius=abc&near=%00&q=%F0%9F%8E%BB", 200),
        ("/find?page=99999999999999999999", 200),
        ("/find?kind=nothing&kind=' OR 1=1", 200),
        ("/find?q=" + "a" * 5000, 200),
        ("/listings/99999999999999999999999", 404),
        ("/listings/0", 404),
        ("/listings/-1", 404),
    ],
)
def test_a_visitor_s_odd_address_is_answered_kindly(app, address, status):
    answer = app.test_client().get(address)
    assert answer.status_code == status
    assert b"Need help now?" in answer.data


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("jo", "/provider/month-end?month=9999-12", 409),
        ("jo", "/provider/month-end?month=x", 409),
        ("jo", "/invoices/99999999999999999999999/pdf", 404),
        ("margaret", "/provider/month-end", 403),
        ("margaret", "/my/visits/99999999999", 404),
        ("margaret", "/invoices/1", 404),
        ("colin", "/invoices/4", 404),
        ("priya", "/admin", 403),
    ],
)
def test_what_is_not_there_not_yours_or_not_so_is_told(signed_in, who, address, status):
    assert signed_in(who).get(address).status_code == status


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31/31/2026", "soon", ""])
def test_an_odd_day_loses_nothing_that_was_filled_in(signed_in, day):
    answer = signed_in("margaret").post(
        "/my/agreements/1/visits/new",
        data={
            "worker": "3",
            "day": day,
            "start": "10:00",
            "end": "12:00",
            "task": "Kept as typed",
            "travel": "bus",
            "step": "look",
            "submit_key": "k",
        },
    )
    assert answer.status_code == 400
    assert b"There is a problem" in answer.data
    assert b"Kept as typed" in answer.data


def test_a_wrong_password_gets_one_sentence_that_tells_nothing(app):
    for email in ("margaret@millbrook.example", "nobody@millbrook.example"):
        answer = app.test_client().post("/sign-in", data={"email": email, "password": "wrong"})
        assert answer.status_code == 200
        assert "That email address and password do not match." in answer.text


def test_signed_in_pages_are_never_kept_by_a_shared_computer(signed_in):
    answer = signed_in("margaret").get("/my")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_changing_a_visit_before_booking_keeps_what_was_filled_in(signed_in):
    facts = {
        "worker": "3",
        "day": "2027-01-05",
        "start": "10:00",
        "end": "12:00",
        "task": "Kept as typed",
        "travel": "bus",
        "submit_key": "c",
    }
    client = signed_in("margaret")
    check = client.post("/my/agreements/1/visits/new", data={**facts, "step": "look"})
    assert "Check your visit" in check.text
    changed = client.post("/my/agreements/1/visits/new", data={**facts, "step": "change"})
    assert "Plan a visit" in changed.text
    assert "Kept as typed" in changed.text
    assert 'value="2027-01-05"' in changed.text


def test_pressing_book_twice_books_one_visit(signed_in):
    facts = {
        "worker": "3",
        "day": "2027-01-06",
        "start": "10:00",
        "end": "12:00",
        "travel": "bus",
        "step": "book",
        "submit_key": "twice",
    }
    client = signed_in("margaret")
    first, second = (client.post("/my/agreements/1/visits/new", data=facts) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first.location == second.location

"""How often one may try: counted in the database for all web processes together, by keys that tell nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from marketplace.kernel.limits import DatabaseStorage, Tries


@pytest.fixture
def counts(sessions, app):
    made = DatabaseStorage(sessions=sessions)

    def counted(name, *facts):
        with app.app_context():
            return getattr(made, name)(*facts)

    return counted


def test_a_span_counts_up_ends_and_begins_anew(counts, clock):
    assert [counts("incr", "k", 60) for _ in range(3)] == [1, 2, 3]
    assert (counts("get", "k"), counts("get", "other")) == (3, 0)
    ends = counts("get_expiry", "k")
    clock("2026-09-01T09:00:59")
    assert (counts("get", "k"), counts("get_expiry", "k")) == (3, ends), "counting again does not put off the end"
    clock("2026-09-01T09:01:00")
    assert counts("get", "k") == 0
    assert counts("incr", "k", 60) == 1
    assert counts("get_expiry", "k") == ends + 60


def test_two_at_once_both_count(counts):
    with ThreadPoolExecutor(8) as many:
        found = sorted(many.map(lambda _: counts("incr", "k", 60), range(40)))
    assert found == list(range(1, 41))


def test_what_is_long_over_is_forgotten(counts, sessions, clock):
    counts("incr", "old", 60)
    clock("2026-09-03T09:00")
    counts("incr", "new", 60)
    with sessions() as session:
        assert session.scalars(select(Tries.key)).all() == ["new"]
    counts("clear", "new")
    assert counts("get", "new") == 0
    counts("incr", "new", 60)
    assert counts("reset") == 1
    assert counts("check")


def test_signing_in_is_refused_with_a_sentence_after_ten_wrong_tries(app, client, sessions):
    app.config["WTF_CSRF_ENABLED"] = False
    wrong = {"email": "Ada@kith.example", "password": "not the password"}
    answers = [client.post("/sign-in", data=wrong) for _ in range(11)]
    assert [one.status_code for one in answers] == [200] * 10 + [429]
    assert "<h1" in answers[-1].text
    assert client.post("/sign-in", data={**wrong, "email": " ada@KITH.example"}).status_code == 429, "the same address"
    assert client.post("/sign-in", data={**wrong, "email": "bo@kith.example"}).status_code == 200, "another one"
    assert client.get("/sign-in").status_code == 200, "the page itself is always there"
    with sessions() as session:
        assert not [key for key in session.scalars(select(Tries.key)) if "ada" in key.lower() or "127.0" in key]

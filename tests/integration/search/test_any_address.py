"""Whatever stands in the address of a search, a page comes that says what was understood; never a fault."""

from __future__ import annotations

import pytest
from flask import Response
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.cli.millbrook import places
from marketplace.kernel.clock import parse_moment
from search.documents import FACETS
from search.indexing import service
from search.query import read

NAMES = ("q", "near", "radius", "page", *FACETS, "unknown", "q[]", "__class__")
ODD = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "NaN",
            "-1",
            "1e309",
            "10" * 60,
            "' OR 1=1 --",
            "{{7*7}}",
            "M33 4BR",
            "lonely",
            "befrending",
            "\x00",
            "💛",
            "AND OR NOT",
            "*",
        ]
    ),
    st.floats().map(str),
    st.integers().map(str),
)
ADDRESSES = st.dictionaries(st.sampled_from(NAMES), st.lists(ODD, min_size=1, max_size=4), max_size=5)


@pytest.fixture
def visitor(app, sessions):
    with sessions() as session:
        places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        session.commit()
    service.rebuild(sessions, app.extensions["kith_search"])
    return FlaskClient(app, Response)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ADDRESSES)
def test_any_search_gets_a_page(visitor, address):
    for path in ("/find", "/find/words", "/instead", "/what-could-it-do", "/open-data/services"):
        answer = visitor.get(path, query_string=address)
        assert answer.status_code in {200, 400}, path
        assert answer.status_code == 200 or path in {"/instead", "/what-could-it-do"}


@given(ADDRESSES)
def test_what_is_read_is_tidy(address):
    asked = read(address, tuple(FACETS))
    assert len(asked.words) <= 200
    assert 1 <= asked.page <= 1000
    assert asked.choices.keys() <= FACETS.keys()
    again = {"q": [asked.words], "near": [asked.near], "radius": [str(asked.radius)], "page": [str(asked.page)]}
    assert asked == read({**again, **asked.choices}, tuple(FACETS)), "said back, it is the same search"


def test_two_megabytes_of_words_are_cut(visitor):
    answer = visitor.get("/find", query_string={"q": "tea " * 500_000})
    assert answer.status_code == 200
    assert len(answer.text) < 200_000

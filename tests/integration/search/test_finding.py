"""The index kept true: jobs in the listing's transaction, one searcher that never shows what is gone, rebuild and check."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import select

from listings.models import Listing
from listings.operations import add_listing, withdraw
from marketplace.cli.database import open_sessions
from marketplace.config import load_settings
from marketplace.kernel.jobs import Job as IndexJob
from search.documents import FACETS
from search.engine import IndexMissingError, Query
from search.engines.whoosh_engine import WhooshEngine
from search.finding import find, understood
from search.indexing import service
from search.query import read
from search.understanding import wants


@pytest.fixture
def sessions(tmp_path, clock):
    clock("2026-09-01T09:00")
    made = open_sessions(load_settings(data=tmp_path / "var"))
    yield made
    made.kw["bind"].dispose()


@pytest.fixture
def engine(tmp_path):
    return WhooshEngine(tmp_path / "index")


def add(session, now, name, **facts):
    return add_listing(
        session, source="test", source_key=name, kind=facts.pop("kind", "activity"), name=name, at=now, **facts
    )


def names(sessions, engine, words):
    with sessions() as session:
        known = {one.id: one.name for one in session.scalars(select(Listing))}
        found = find(session, engine, asked=read({"q": [words]}, ()), size=20)
    return [known[hit.listing_id] for hit in found.page.hits]


def filled(sessions, engine, now, *rows):
    with sessions() as session:
        for name, facts in rows:
            add(session, now, name, **facts)
        session.commit()
    service.drain(sessions, engine, at=now)


def test_a_job_is_written_with_the_listing_and_goes_with_it(sessions, now):
    with sessions() as session:
        add(session, now, "Chess")
        session.rollback()
    with sessions() as session:
        assert session.scalars(select(IndexJob)).all() == []
        add(session, now, "Chess")
        session.commit()
        assert service.waiting(session) == 1


def test_an_updated_listing_is_seen_once_and_a_withdrawn_one_not_at_all(sessions, engine, now):
    """The regression test for Searcher.refresh(): old versions must not come back, deleted ones must stay gone."""
    filled(sessions, engine, now, ("Chess club", {}), ("Chess evenings", {}))
    assert len(names(sessions, engine, "chess")) == 2
    with sessions() as session:
        first, second = session.scalars(select(Listing).order_by(Listing.id))
        first.name = "Chess and draughts"
        withdraw(session, listing=second, at=now)
        session.commit()
    service.drain(sessions, engine, at=now)
    assert names(sessions, engine, "chess") == ["Chess and draughts"]
    assert engine.search(Query()).total == 1


def test_another_process_s_change_is_seen(sessions, engine, now, tmp_path):
    filled(sessions, engine, now, ("Chess", {}))
    reader = WhooshEngine(tmp_path / "index")
    assert reader.search(Query(wants=wants("chess"))).total == 1
    filled(sessions, engine, now, ("Chess for beginners", {}))
    end = time.monotonic() + 2
    while reader.search(Query(wants=wants("chess"))).total != 2:
        assert time.monotonic() < end, "a change is to be seen within two seconds"
        time.sleep(0.02)


def test_a_rebuild_beside_is_swapped_in_under_a_reader(sessions, engine, now):
    filled(sessions, engine, now, ("Chess", {}))
    engine.search(Query(wants=wants("chess")))
    filled(sessions, engine, now, ("Choir", {}))
    assert service.rebuild(sessions, engine) == 2
    assert engine.search(Query()).total == 2
    with sessions() as session:
        assert service.check(session, engine) == []


def test_the_check_names_any_difference(sessions, engine, now):
    filled(sessions, engine, now, ("Chess", {}), ("Choir", {}))
    with sessions() as session:
        first, second = session.scalars(select(Listing).order_by(Listing.id))
        first.name = "Chess club"
        second.status = "withdrawn"
        third = add(session, now, "Walks")
        session.commit()
        assert service.check(session, engine) == [
            f"Listing {third.id} is not in the index.",
            f"Listing {second.id} is in the index and should not be.",
            f"Listing {first.id} is out of date in the index.",
        ]


def test_without_an_index_the_search_says_so(engine):
    with pytest.raises(IndexMissingError):
        engine.search(Query())


ROWS = (
    ("Doorstep Friends", {"kind": "befriending", "summary": "A visit each week for company.", "free": True}),
    ("Sing Together", {"summary": "A singing group.", "latitude": 53.42, "longitude": -2.32, "door_price_pence": 200}),
    ("Far Choir", {"summary": "Singing far away.", "latitude": 55.9, "longitude": -3.2}),
    ("Online Choir", {"summary": "Singing by video.", "ways_given": ["online"]}),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("befrending", ["Doorstep Friends"]),
        ("lonely", ["Doorstep Friends"]),
        ("sings", ["Sing Together", "Far Choir", "Online Choir"]),
        ("the", ["Doorstep Friends", "Far Choir", "Online Choir", "Sing Together"]),
        ("zzzzzz", []),
    ],
)
def test_plain_words_misspellings_and_stems_find(sessions, engine, now, words, found):
    filled(sessions, engine, now, *ROWS)
    assert sorted(names(sessions, engine, words)) == sorted(found)


def test_near_a_place_far_things_go_and_online_things_stay(sessions, engine, now):
    filled(sessions, engine, now, *ROWS)
    page = engine.search(Query(wants=wants("singing"), near=(53.42, -2.33), within_miles=10))
    assert [round(hit.miles, 1) if hit.miles is not None else None for hit in page.hits] == [0.4, None]


def test_facets_count_what_more_choosing_would_find(sessions, engine, now):
    filled(sessions, engine, now, *ROWS)
    page = engine.search(Query(choices={"price": ["free"]}))
    assert page.total == 1
    assert page.facets["price"] == {"free": 1, "under5": 2}
    assert page.facets["kind"] == {"befriending": 1}


@pytest.mark.parametrize("words", ["\x00", "a" * 10_000, "*?~^\"'()[]{}AND OR NOT", "🎻", "-"])
def test_odd_words_never_break_it(sessions, engine, now, words):
    filled(sessions, engine, now, *ROWS)
    assert engine.search(Query(wants=wants(words))).total >= 0


def look(sessions, engine, **asked):
    with sessions() as session:
        return find(
            session, engine, asked=read({name: [value] for name, value in asked.items()}, tuple(FACETS)), size=10
        )


def test_a_town_or_a_council_s_area_is_a_place_too(sessions, engine, now):
    rows = [(name, {**facts, "town": "Sale" if "Sing" in name else ""}) for name, facts in ROWS]
    filled(sessions, engine, now, *rows)
    near = look(sessions, engine, q="singing", near="sale")
    assert (near.place.precision, near.page.total) == ("town", 2)
    assert look(sessions, engine, near="Trafford").place.precision == "area"
    assert look(sessions, engine, near="Atlantis").unknown_place


def test_a_place_at_the_end_of_the_words_is_a_place(sessions, engine, now):
    filled(sessions, engine, now, *ROWS)

    def said(words):
        with sessions() as session:
            return understood(session, read({"q": [words]}, tuple(FACETS)), on=now.date())

    assert (said("choir in M33").words, said("choir in M33").near) == ("choir", "M33")
    assert (said("choir in Trafford").words, said("choir in Trafford").near) == ("choir", "Trafford")
    assert (said("help in a crisis").words, said("help in a crisis").near) == ("help in a crisis", "")


def test_the_start_of_a_word_finds_it(sessions, engine, now):
    filled(sessions, engine, now, *ROWS)
    assert names(sessions, engine, "doorst") == ["Doorstep Friends"]
    assert look(sessions, engine, q="singi").corrected == ""


def test_where_nothing_is_found_near_misses_are_offered(sessions, engine, now):
    filled(sessions, engine, now, *ROWS)
    nothing = look(sessions, engine, q="tea", near="EH1", radius="1", price="free", how="online")
    assert nothing.page.total == 0
    far = look(sessions, engine, q="lonely", near="M33", price="under5", kind="activity")
    assert far.page.total == 0
    assert [(dict(one.asked.choices), one.asked.words, one.total) for one in far.instead][-1] == (
        {"price": ["under5"], "kind": ["activity"]}, "", 1,
    )  # fmt: skip
    circle = look(sessions, engine, q="sing", near="M1", radius="1", kind="activity")
    assert circle.page.total == 1, "online things are not filtered by distance"


def test_words_of_the_table_are_told(sessions, engine, now):
    filled(sessions, engine, now, *ROWS)
    assert "befriending" in look(sessions, engine, q="lonely").also
    assert look(sessions, engine, q="draughts").also == []

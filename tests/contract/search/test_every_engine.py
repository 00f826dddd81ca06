"""What every search engine must do, whichever library it stands on: the promises of search/engine.py."""

from __future__ import annotations

import pytest

from search.engine import Document, IndexMissingError, Query
from search.engines.whoosh_engine import WhooshEngine
from search.understanding import wants

ENGINES = {"whoosh": WhooshEngine}


@pytest.fixture(params=ENGINES)
def engine(request, tmp_path):
    return ENGINES[request.param](tmp_path / "index")


def document(number: int, name: str, body: str = "", **more) -> Document:
    return Document(listing_id=number, fingerprint=f"{number}:{name}:{body}", name=name, tags="", body=body, **more)


def found(engine, words: str = "", **more) -> list[int]:
    return [hit.listing_id for hit in engine.search(Query(wants=wants(words), **more)).hits]


def test_there_is_nothing_to_search_before_the_first_index(engine):
    assert not engine.exists()
    with pytest.raises(IndexMissingError):
        engine.search(Query())


def test_a_word_in_the_name_counts_more_than_in_the_body(engine):
    engine.rebuild([document(1, "Walks", "and a choir sometimes"), document(2, "Choir", "on Thursdays")])
    assert found(engine, "choir") == [2, 1]


def test_what_answers_all_comes_first_and_what_answers_some_is_said_to_be_loose(engine):
    engine.rebuild([document(1, "Choir for men"), document(2, "Choir for all")])
    assert found(engine, "choir men") == [1, 2]
    assert not engine.search(Query(wants=wants("choir men"))).loose
    page = engine.search(Query(wants=wants("choir elephants")))
    assert page.loose
    assert {hit.listing_id for hit in page.hits} == {1, 2}


def test_a_put_replaces_and_a_removal_removes(engine):
    engine.rebuild([document(1, "Chess"), document(2, "Chess")])
    engine.change([document(1, "Draughts")], [2])
    assert found(engine, "chess") == []
    assert found(engine) == [1]
    assert engine.fingerprints() == {1: "1:Draughts:"}


def test_pages_follow_one_another_without_gap_or_repeat(engine):
    engine.rebuild([document(number, f"Group {number:02d}") for number in range(25)])
    pages = [found(engine, "group", start=start, size=10) for start in (0, 10, 20)]
    assert sorted(number for page in pages for number in page) == list(range(25))
    assert engine.search(Query(wants=wants("group"))).total == 25


def test_choices_within_a_facet_add_and_between_facets_narrow(engine):
    engine.rebuild(
        [
            document(1, "A", facets={"kind": ["x"], "how": ["group"]}),
            document(2, "B", facets={"kind": ["y"], "how": ["group"]}),
            document(3, "C", facets={"kind": ["x"], "how": ["online"]}),
        ]
    )
    assert sorted(found(engine, choices={"kind": ["x", "y"], "how": ["group"]})) == [1, 2]
    counts = engine.search(Query(choices={"kind": ["x"]})).facets
    assert counts == {"kind": {"x": 2, "y": 1}, "how": {"group": 1, "online": 1}}


def test_distance_cuts_to_the_circle_orders_and_spares_what_is_anywhere(engine):
    engine.rebuild(
        [
            document(1, "Near", point=(53.0, -2.0)),
            document(2, "Nearer", point=(53.001, -2.0)),
            document(3, "Far", point=(54.0, -2.0)),
            document(4, "Online", anywhere=True),
            document(5, "Nowhere"),
        ]
    )
    assert found(engine, near=(53.001, -2.0), within_miles=5) == [2, 1, 4]

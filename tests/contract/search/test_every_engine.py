"""What every search engine must do, whichever library it stands on: the promises of search/engine.py."""

from __future__ import annotations

import pytest

from search.engine import Document, IndexMissingError, Query
from search.engines.whoosh_engine import WhooshEngine
from search.understanding import wants
from tests.factories.embedding import MadeEmbedder

ENGINES = {"whoosh": WhooshEngine, "whoosh, by meaning too": lambda folder: WhooshEngine(folder, MadeEmbedder())}


class Learned:
    """An engine that has learnt all that can be learnt after every change, as a worker sees to."""

    def __init__(self, engine):
        self._engine, self._known = engine, {}

    def __getattr__(self, name):
        return getattr(self._engine, name)

    def rebuild(self, documents):
        self._known = {one.listing_id: one for one in documents}
        made = self._engine.rebuild(self._known.values())
        self._engine.learn(list(self._known.values()))
        return made

    def change(self, put, remove):
        self._known |= {one.listing_id: one for one in put}
        self._engine.change(put, remove)
        self._engine.learn(list(self._known.values()))


@pytest.fixture(params=ENGINES)
def engine(request, tmp_path):
    return Learned(ENGINES[request.param](tmp_path / "index"))


def document(number: int, name: str, body: str = "", **more) -> Document:
    return Document(listing_id=number, fingerprint=f"{number}:{name}:{body}", name=name, tags="", body=body, **more)


def found(engine, words: str = "", **more) -> list[int]:
    return [hit.listing_id for hit in engine.search(Query(wants=wants(words), said=words, **more)).hits]


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


@pytest.fixture
def meaning(tmp_path):
    return Learned(WhooshEngine(tmp_path / "index", MadeEmbedder()))


def test_what_has_none_of_the_words_is_found_by_its_meaning(meaning):
    meaning.rebuild([document(1, "Knitting"), document(2, "Choir")])
    page = meaning.search(Query(wants=wants("crochet"), said="crochet"))
    assert ([hit.listing_id for hit in page.hits], page.total, page.by_meaning) == ([1], 1, 1)
    assert not page.loose


def test_choices_distance_and_counts_hold_for_what_is_found_by_meaning(meaning):
    here, away = (53.0, -2.0), (55.0, -2.0)
    meaning.rebuild(
        [
            document(1, "Knitting", point=here, facets={"kind": ["x"]}),
            document(2, "Yarn", point=here, facets={"kind": ["y"]}),
            document(3, "Yarn", point=away, facets={"kind": ["x"]}),
            document(4, "Choir", point=here, facets={"kind": ["x"]}),
        ]
    )
    near = {"near": here, "within_miles": 5}
    assert sorted(found(meaning, "crochet", **near)) == [1, 2]
    assert found(meaning, "crochet", choices={"kind": ["x"]}, **near) == [1]
    page = meaning.search(Query(wants=wants("crochet"), said="crochet", choices={"kind": ["x"]}, **near))
    assert (page.total, page.by_meaning, page.facets["kind"]) == (1, 1, {"x": 1, "y": 1})


def test_what_words_find_comes_before_what_only_means_it(meaning):
    meaning.rebuild([document(1, "Knitting"), document(2, "Crochet"), document(3, "Choir")])
    page = meaning.search(Query(wants=wants("crochet"), said="crochet"))
    assert ([hit.listing_id for hit in page.hits], page.by_meaning) == ([2, 1], 1)


def test_before_it_is_learnt_a_document_is_found_by_its_words(tmp_path):
    engine = WhooshEngine(tmp_path / "index", MadeEmbedder())
    engine.rebuild([document(1, "Knitting")])
    assert (found(engine, "knitting"), found(engine, "crochet"), engine.unlearnt()) == ([1], [], [1])
    engine.learn([document(1, "Knitting")])
    engine.change([document(2, "Knitting for two")], [])
    assert (sorted(found(engine, "knitting")), engine.unlearnt()) == ([1, 2], [2])


def test_small_words_and_no_words_are_not_looked_for_by_meaning(meaning):
    meaning.rebuild([document(number, f"Group {number}") for number in (1, 2)])
    for words in ("", "the", "  "):
        assert meaning.search(Query(wants=wants(words), said=words)).by_meaning == 0
        assert found(meaning, words) == [1, 2]


AGES = ("", "old", "very_old")


def test_what_is_old_sinks_below_what_answers_as_well_and_never_vanishes(engine):
    engine.rebuild([document(3 - at, "Choir", freshness=age) for at, age in enumerate(AGES)])
    assert found(engine, "choir") == [3, 2, 1]
    engine.change([document(3, "Choir", freshness="very_old"), document(1, "Choir")], [])
    assert found(engine, "choir") == [1, 2, 3]


def test_a_much_better_answer_stays_first_however_old(engine):
    engine.rebuild([document(1, "Walks", "and a choir sometimes"), document(2, "Choir", freshness="very_old")])
    assert found(engine, "choir") == [2, 1]


def test_without_words_old_pages_count_as_a_little_farther_away(engine):
    away = {1: 0.01, 2: 0.3, 3: 1.2, 4: 3.5, 5: 2.9}  # miles
    ages = {1: "very_old", 2: "old"}
    engine.rebuild(
        [
            document(number, "Group", point=(53.0 + miles / 69.05, -2.0), freshness=ages.get(number, ""))
            for number, miles in away.items()
        ]
    )
    page = engine.search(Query(near=(53.0, -2.0), within_miles=3.2))
    assert [hit.listing_id for hit in page.hits] == [3, 2, 5, 1], "the circle goes by the true distance"
    assert [round(hit.miles, 1) for hit in page.hits] == [1.2, 0.3, 2.9, 0.0]
    assert found(engine) == [3, 4, 5, 2, 1], "and without a place fresh ones come first"

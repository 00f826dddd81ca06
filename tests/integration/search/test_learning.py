"""Meanings learnt by the worker, beside the index: made once for a text, seen by other processes, gone with the listing."""

from __future__ import annotations

import fcntl
import time

import pytest
from sqlalchemy import select

from listings.models import Listing
from listings.operations import add_listing, withdraw
from search.engine import Query
from search.engines.whoosh_engine import WhooshEngine
from search.indexing import learning, service
from search.understanding import wants
from search.vectors import Vectors
from tests.factories.embedding import MadeEmbedder


@pytest.fixture
def embedder():
    return MadeEmbedder()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "learnt"


@pytest.fixture
def engine(folder, embedder):
    return WhooshEngine(folder, embedder)


@pytest.fixture
def web(folder):
    """Return the engine of another process, which has an embedder of its own."""
    return WhooshEngine(folder, MadeEmbedder())


@pytest.fixture
def bring(sessions, engine, now):
    """Return a function that adds listings by name and does what a worker does."""

    def add(*names):
        with sessions() as session:
            for name in names:
                add_listing(session, source="test", source_key=name, kind="activity", name=name, at=now)
            session.commit()
        work()

    def work():
        service.drain(sessions, engine, at=now)
        return learning.learn(sessions, engine)

    add.work = work
    return add


def found(engine, words):
    return engine.search(Query(wants=wants(words), said=words)).total


def soon(engine, words, number):
    end = time.monotonic() + 2
    while found(engine, words) != number:
        assert time.monotonic() < end, "a change is to be seen within two seconds"
        time.sleep(0.02)


def change(sessions, old, new):
    with sessions() as session:
        session.scalars(select(Listing).where(Listing.name == old)).one().name = new
        session.commit()


def kept(folder):
    return [len(Vectors(file).keys) for file in folder.rglob("vectors-*.npy")]


def test_a_web_process_sees_what_the_worker_learns(bring, web, sessions):
    bring("Choir")
    assert found(web, "crochet") == 0
    bring("Knitting")
    soon(web, "crochet", 1)
    change(sessions, "Choir", "Yarn")
    bring.work()
    soon(web, "crochet", 2)


def test_a_web_process_reads_vectors_that_come_after_the_words(bring, web, sessions, engine, now):
    bring("Choir")
    with sessions() as session:
        add_listing(session, source="test", source_key="k", kind="activity", name="Knitting", at=now)
        session.commit()
    service.drain(sessions, engine, at=now)
    soon(web, "knitting", 1)
    assert found(web, "crochet") == 0
    assert learning.learn(sessions, engine) == 1
    soon(web, "crochet", 1)


def test_no_web_request_makes_a_listing_s_vector(bring, folder, sessions):
    bring("Knitting", "Choir")
    embedder = MadeEmbedder()
    found(WhooshEngine(folder, embedder), "crochet")
    assert [text for text in embedder.asked if text] == ["crochet"]


def test_a_changed_listing_gets_a_new_vector_and_a_choice_changed_does_not(bring, sessions, embedder, folder):
    bring("Choir", "Knitting")
    before = len(embedder.asked)
    with sessions() as session:
        session.scalars(select(Listing).where(Listing.name == "Choir")).one().free = True
        session.commit()
    assert bring.work() == 0
    assert len(embedder.asked) == before
    change(sessions, "Choir", "Yarn")
    assert bring.work() == 1
    assert kept(folder) == [2]


def test_what_is_withdrawn_takes_its_vector_with_it(bring, sessions, engine, now, folder):
    bring("Choir", "Knitting")
    for name, left in (("Knitting", [1]), ("Choir", [])):
        with sessions() as session:
            withdraw(session, listing=session.scalars(select(Listing).where(Listing.name == name)).one(), at=now)
            session.commit()
        bring.work()
        assert found(engine, "crochet") == 0
        assert kept(folder) == left


def test_an_index_made_anew_keeps_the_vectors_of_unchanged_texts(bring, sessions, engine, embedder, web):
    bring("Choir", "Knitting")
    found(web, "choir")
    change(sessions, "Choir", "Drums")
    embedder.asked.clear()
    service.rebuild(sessions, engine)
    assert found(engine, "crochet") == 1
    assert learning.learn(sessions, engine) == 1
    assert [text.split("\n", 1)[0] for text in embedder.asked if text] == ["crochet", "Drums"]
    soon(web, "crochet", 1)


def test_another_model_makes_its_own_and_clears_the_other_s_away(bring, sessions, folder):
    bring("Choir", "Knitting")
    other = WhooshEngine(folder, MadeEmbedder("other"))
    assert found(other, "crochet") == 0
    assert learning.learn(sessions, other) == 2
    assert found(other, "crochet") == 1
    assert kept(folder) == [2]


def test_a_broken_file_of_vectors_is_made_again(bring, sessions, folder, web):
    bring("Knitting")
    for file in folder.rglob("vectors-*.npy"):
        file.write_bytes(b"broken")
    engine = WhooshEngine(folder, MadeEmbedder())
    assert (found(engine, "knitting"), found(engine, "crochet")) == (1, 0)
    assert learning.learn(sessions, engine) == 1
    assert found(web, "crochet") == 1


def test_one_process_learns_at_a_time_and_no_more_than_it_is_told(bring, sessions, engine, folder, now, monkeypatch):
    monkeypatch.setattr(learning, "BATCH", 2)
    bring()
    with sessions() as session:
        for at in range(5):
            add_listing(session, source="test", source_key=str(at), kind="activity", name=f"Group {at}", at=now)
        session.commit()
    service.drain(sessions, engine, at=now)
    with (folder / "learner.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert learning.learn(sessions, engine) == 0
    assert [learning.learn(sessions, engine, most=2) for _ in range(4)] == [2, 2, 1, 0]


def test_without_an_index_or_an_embedder_there_is_nothing_to_learn(sessions, engine, folder):
    assert learning.learn(sessions, engine) == 0
    assert learning.learn(sessions, WhooshEngine(folder)) == 0

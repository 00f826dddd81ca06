"""How often a page was looked at: by day, in numbers, without who; no page waits for it or breaks by it."""

from __future__ import annotations

import logging
import threading
from datetime import date

import pytest
from sqlalchemy import select, text

from listings.looks.counter import MOST, Looks
from listings.looks.models import ListingLooks
from listings.looks.queries import looks_of

DAY = date(2026, 9, 1)


@pytest.fixture
def looks(app):
    return app.extensions["kith_looks"]


def kept(sessions):
    with sessions() as session:
        rows = session.execute(select(ListingLooks.listing_id, ListingLooks.day, ListingLooks.number))
        return {(listing_id, day): number for listing_id, day, number in rows}


def test_looks_add_up_by_london_day(sessions, client, town, looks, clock):
    number = town.listings["choir"].id
    for _ in range(3):
        client.get(f"/listings/{number}")
    looks.flush()
    clock("2026-09-01T23:30")  # in London; in UTC too it is still the first
    client.get(f"/listings/{number}")
    clock("2026-09-02T00:30")  # half past eleven the day before in UTC
    client.get(f"/listings/{number}")
    looks.flush()
    looks.flush()
    assert kept(sessions) == {(number, DAY): 4, (number, date(2026, 9, 2)): 1}
    with sessions() as session:
        assert looks_of(session, [number, 3], DAY, date(2026, 9, 30)) == {number: 5, 3: 0}
        assert looks_of(session, [number], date(2026, 9, 2), date(2026, 9, 2)) == {number: 1}


def test_only_people_who_see_the_page_count_and_not_those_who_keep_it(sessions, app, client, town, looks, sign_in):
    number = town.listings["harbour"].id
    client.head(f"/listings/{number}")
    client.get("/listings/99999")
    client.get(f"/listings/{number}/report")
    client.get(f"/listings/{number}", headers={"User-Agent": "Mozilla/5.0 (compatible; Examplebot/2.1)"})
    sign_in(town.people["jo"]).get(f"/listings/{number}")
    sign_in(town.people["dev"]).get(f"/listings/{number}")
    looks.flush()
    assert kept(sessions) == {}
    sign_in(town.people["tom"]).get(f"/listings/{number}")
    sign_in(town.people["jo"]).get(f"/listings/{town.listings['choir'].id}")
    looks.flush()
    assert kept(sessions) == {(number, DAY): 1, (town.listings["choir"].id, DAY): 1}


def test_they_are_written_after_fifty_or_a_minute_once_the_page_is_out(sessions, app, client, town, looks):
    number = town.listings["choir"].id
    for _ in range(MOST - 1):
        client.get(f"/listings/{number}")
    assert not looks.is_due()
    answer = client.get(f"/listings/{number}")
    assert kept(sessions) == {}
    answer.close()  # as a server does when the last byte is sent
    assert kept(sessions) == {(number, DAY): MOST}

    waited = [0.0]
    slow = Looks(lambda: sessions, seconds=lambda: waited[0])
    slow.count(number, DAY)
    assert not slow.is_due()
    waited[0] = 61.0
    assert slow.is_due()


def test_a_count_that_cannot_be_written_is_dropped_with_a_word(sessions, client, town, looks, caplog):
    number = town.listings["choir"].id
    with sessions() as session:
        session.execute(text("DROP TABLE listing_looks"))
        session.commit()
    with caplog.at_level(logging.WARNING):
        assert client.get(f"/listings/{number}").status_code == 200
        looks.flush()
    assert "dropped" in caplog.text
    assert str(number) not in caplog.messages[-1]
    assert not looks.is_due()


def test_several_processes_add_to_the_same_day(sessions, town):
    number, other = town.listings["choir"].id, town.listings["harbour"].id

    def one_process():
        for _ in range(5):
            looks = Looks(lambda: sessions)
            for listing in (other, number) * 5:
                looks.count(listing, DAY)
            looks.flush()

    threads = [threading.Thread(target=one_process) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert kept(sessions) == {(number, DAY): 75, (other, DAY): 75}

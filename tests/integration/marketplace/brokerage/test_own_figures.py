"""How long organisations take to answer is measured each day, open asks included; an organisation sees its own figures (M15)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event

from marketplace.brokerage.agreements import operations as agreements
from marketplace.brokerage.joining.operations import answer as answer_join
from marketplace.brokerage.own_figures import operations, presenters, queries
from marketplace.brokerage.requests import operations as requests
from marketplace.cli.millbrook import august, places
from marketplace.cli.worker import rounds_of
from marketplace.config import load_settings
from marketplace.kernel import rounds
from marketplace.kernel.clock import parse_moment
from tests.factories.joining import make_join_ask
from tests.factories.listings import make_listing
from tests.factories.people import make_person
from tests.factories.told import make_looks

AT = parse_moment("2026-09-01T09:00")
DAY = timedelta(days=1)


@pytest.fixture
def town(session):
    return places.open_town(session, at=parse_moment("2026-07-01T08:00"))


def ask(session, town, *, sent, after=None, status="declined", offer="harbour", who="tom"):
    """Ask Harbour at a time before AT; answer it after a while, take it back, or leave it open."""
    at = AT - sent
    wish = requests.Wish("Getting out", 60, date(2026, 9, 1))
    made = requests.send(session, person=town.people[who], offer=town.offers[offer], wish=wish, budget=None, at=at,
                         submit_key=f"{offer}-{who}-{sent}-{after}-{status}")  # fmt: skip
    jo = town.people["jo"].id
    if status == "withdrawn":
        requests.withdraw(session, request=made, by_id=made.person_id, at=at)
    elif after is not None and status == "accepted":
        agreements.offer(session, request=made, terms="Terms", note="", by_id=jo, at=at + after)
    elif after is not None:
        requests.answer(session, request=made, status=status, note="No", by_id=jo, at=at + after)
    return made


def measured(town, key="harbour"):
    one = town.organisations[key]
    return one.usually_answers_minutes, one.answers_counted, one.answers_measured_on


def statements(session):
    """Return a list that fills with the statements sent from now on."""
    sent = []
    event.listen(
        session.connection().engine, "before_cursor_execute", lambda _c, _k, text, *_: sent.append(text)
    )  # fmt: skip
    return sent


def test_the_middle_of_what_people_waited(session, town):
    for number, hours in enumerate((1, 2, 3, 4, 50)):
        ask(session, town, sent=(10 + number) * DAY, after=timedelta(hours=hours))
    assert operations.measure(session, AT) == 1
    assert measured(town) == (180, 5, date(2026, 9, 1))
    assert measured(town, "oakstreet") == (None, 0, None), "nobody asked it"


def test_who_leaves_people_waiting_does_not_look_quick(session, town):
    for number in range(3):
        ask(session, town, sent=(10 + number) * DAY, after=timedelta(minutes=30))
    for number in range(4):
        ask(session, town, sent=(5 + number) * DAY)
    ask(session, town, sent=timedelta(minutes=10), who="ali")
    operations.measure(session, AT)
    assert measured(town)[:2] == (5 * 24 * 60, 7), (
        "open ones count with their age; one of ten minutes tells nothing yet"
    )


def test_few_asks_old_ones_and_those_taken_back_say_nothing(session, town):
    for number in range(4):
        ask(session, town, sent=(10 + number) * DAY, after=timedelta(hours=1))
    ask(session, town, sent=91 * DAY, after=timedelta(hours=1))
    ask(session, town, sent=5 * DAY, status="withdrawn")
    operations.measure(session, AT)
    assert measured(town) == (None, 4, date(2026, 9, 1))


def test_a_figure_goes_when_nobody_asks_any_more(session, town):
    for number in range(5):
        ask(session, town, sent=(1 + number) * DAY, after=timedelta(hours=1))
    operations.measure(session, AT)
    assert measured(town)[0] == 60
    operations.measure(session, AT + 100 * DAY)
    assert measured(town)[:2] == (None, 0)


def test_few_statements_for_all(session, town):
    for key in ("harbour", "oakstreet", "brightwater", "keyturn"):
        for number in range(6):
            ask(session, town, sent=(1 + number) * DAY, after=timedelta(hours=1), offer=key)
    session.flush()
    sent = statements(session)
    assert operations.measure(session, AT) == 4
    assert len(sent) <= 3, "\n".join(sent)


def test_the_worker_goes_this_round_once_a_day(sessions, tmp_path):
    with sessions() as session:
        town = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        for number in range(5):
            ask(session, town, sent=(1 + number) * DAY, after=timedelta(hours=1))
        session.commit()
    mine = [one for one in rounds_of(load_settings(data=tmp_path)) if one.name == operations.ROUND.name]
    assert rounds.go(sessions, mine, at=AT) == {"answering-times": 1}
    assert rounds.go(sessions, mine, at=AT) == {}


def test_a_listing_says_what_is_usual_beside_what_they_say(sessions, client):
    with sessions() as session:
        town = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        for number in range(5):
            ask(session, town, sent=(1 + number) * DAY, after=timedelta(hours=2))
        town.listings["harbour"].answer_hours = 4
        town.listings["oakstreet"].answer_hours = 24
        operations.measure(session, AT)
        session.commit()
        numbers = {key: town.listings[key].id for key in ("harbour", "oakstreet", "harbour-drop-in")}
    pages = {key: client.get(f"/listings/{number}").text for key, number in numbers.items()}
    assert "Usually answers within 3 hours (the last 5 asks). They say: within 4 hours." in pages["harbour"]
    assert "They say they answer within a day." in pages["oakstreet"]
    assert "Usually answers" not in pages["oakstreet"]
    assert "Usually answers" not in pages["harbour-drop-in"], "nobody asks for it here, so nothing was measured of it"


def test_each_page_has_its_own_figures(session, town):
    harbour, befriending = town.listings["harbour"], town.listings["harbour-befriending"]
    for days, number in ((0, 3), (29, 4), (30, 5), (89, 6), (90, 7)):
        make_looks(session, listing=harbour, on=AT.date() - timedelta(days=days), number=number)
    ask(session, town, sent=10 * DAY, after=timedelta(hours=1))
    ask(session, town, sent=11 * DAY, after=timedelta(hours=3), status="accepted", who="ali")
    ask(session, town, sent=12 * DAY, who="beth")
    ask(session, town, sent=13 * DAY, status="withdrawn", who="carl")
    ask(session, town, sent=95 * DAY, after=timedelta(hours=90), who="dee")
    join = make_join_ask(session, person_id=town.people["tom"].id, listing=befriending, at=AT - DAY)
    answer_join(session, ask=join, status="waiting", note="", by_id=town.people["jo"].id, at=AT)
    found = queries.pages(session, organisation_ids=[town.organisations["harbour"].id], at=AT)
    by_name = {one.listing.id: one for one in found}
    mine = by_name[harbour.id]
    assert (mine.looks_short, mine.looks_long) == (7, 18)
    assert (mine.asks, mine.yes, mine.no, mine.waiting, mine.joins) == (3, 1, 1, 1, 0)
    assert mine.middle_minutes == 180
    theirs = by_name[befriending.id]
    assert (theirs.asks, theirs.joins, theirs.waiting, theirs.middle_minutes) == (0, 1, 1, None)
    assert {one.listing.organisation_id for one in found} == {town.organisations["harbour"].id}


def test_who_came_and_who_left_are_numbers_of_people(session, town):
    harbour = town.organisations["harbour"].id
    for number in range(6):
        town.people[f"new{number}"] = make_person(session, at=AT, known_as=f"New {number}", password=None)
        august.agree_with_harbour(session, town=town, key=f"new{number}", day=date(2026, 7, 1))
    for key, last_day in (
        ("tom", date(2026, 8, 1)),  # left
        ("ali", date(2026, 8, 1)),  # begins again below
        ("beth", date(2027, 10, 1)),  # is to leave, and has not yet
        ("carl", date(2026, 5, 1)),  # left, longer ago
    ):
        made = august.agree_with_harbour(session, town=town, key=key, day=date(2026, 4, 2))
        agreements.end(session, agreement=made, last_day=last_day, by_id=made.person_id, at=AT)
    august.agree_with_harbour(session, town=town, key="ali", day=date(2026, 8, 1))
    later = parse_moment("2027-06-01T09:00")
    assert queries.moved(session, organisation_ids=[harbour], at=later) == {harbour: queries.Moved(joined=6, left=1)}


def test_the_page_tells_few_people_as_few_and_names_nobody(sessions, sign_in):
    with sessions() as session:
        town = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        for key in ("tom", "ali", "margaret", "beth", "carl"):
            august.agree_with_harbour(session, town=town, key=key, day=date(2026, 7, 1))
        session.commit()
    answer = sign_in(town.people["jo"]).get("/provider/figures")
    rows = BeautifulSoup(answer.text, "html5lib").select(".govuk-summary-list__row")
    assert [" ".join(row.text.split()) for row in rows] == [
        "People who started with you 5",
        "People who left fewer than 5",
    ]
    assert not [key for key in ("Tom", "Margaret", "Carl") if key in answer.text]
    assert sign_in(town.people["colin"]).get("/provider/figures").status_code == 403


def test_sixty_pages_cost_no_more_than_four(session, town):
    harbour = town.organisations["harbour"]
    for number in range(60):
        listing = make_listing(session, at=AT, name=f"Group {number}", organisation=harbour)
        make_looks(session, listing=listing, on=AT.date())
        make_join_ask(session, person_id=town.people["tom"].id, listing=listing, at=AT)
    session.flush()
    sent = statements(session)
    assert len(queries.pages(session, organisation_ids=[harbour.id], at=AT)) >= 60
    queries.moved(session, organisation_ids=[harbour.id], at=AT)
    assert len(sent) == 5, "\n".join(sent)


def test_figures_are_told_in_words_that_wrap(session, town):
    page = queries.PageFigures(
        town.listings["harbour"], looks_short=7, looks_long=18, asks=3, joins=1, yes=1, waiting=3
    )
    for minutes, told in (([], "–"), ([45], "45 minutes"), ([60], "1 hour"), ([61], "2 hours"), ([1441], "2 days")):
        page.answered = minutes
        assert presenters.cells(page) == [
            "7 in 30 days, 18 in 90", "3 for support, 1 to join", "1 yes, 0 no, 3 waiting", told,
        ]  # fmt: skip

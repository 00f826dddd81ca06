"""Thirteen months day by day: which mails go out when and to whom, what page and search say, and what one press does."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event, select

from listings.freshness.models import FreshnessPrompt
from listings.models import Listing
from listings.operations import add_offer, add_price_list
from marketplace.cli.worker import rounds_of
from marketplace.kernel import rounds
from marketplace.kernel.clock import from_london, london_date
from marketplace.kernel.jobs import Job
from marketplace.kernel.outbox.models import Message
from marketplace.people.preferences.operations import Said, save
from search.indexing import service
from tests import words
from tests.factories.listings import make_listing
from tests.factories.organisations import make_member, make_organisation
from tests.factories.people import make_person

START = date(2026, 9, 1)
OLD = "These facts may be out of date. Ring before you go."
VERY_OLD = "Nobody has checked this page for over a year. Ring before you go."


class Year:
    """A site whose worker comes by each morning."""

    def __init__(self, app, sessions, clock) -> None:
        self.app, self.sessions, self._clock = app, sessions, clock
        self.rounds = rounds_of(app.extensions["kith_settings"])
        self.day = 0
        self.numbers: dict[str, int] = {}
        self.mails: list[tuple[int, str, list[str]]] = []
        self._seen = 0

    def on(self, number: int) -> date:
        return START + timedelta(days=number)

    def until(self, number: int) -> None:
        """Let the days pass, each with its round, up to and with a day."""
        while self.day < number:
            self.day += 1
            self._clock(f"{self.on(self.day)}T09:00")
            rounds.go(self.sessions, self.rounds, at=from_london(self.on(self.day), time(9)))
            self._read_mails()
        service.drain(self.sessions, self.app.extensions["kith_search"], at=from_london(self.on(self.day), time(9)))

    def _read_mails(self) -> None:
        with self.sessions() as session:
            for one in session.scalars(select(Message).where(Message.id > self._seen).order_by(Message.id)):
                self._seen = one.id
                self.mails.append((self.day, one.greeting, asked_in(one.body)))
                assert one.subject == "Is what your pages say still right?"
                assert words.faults_of_message(one.subject, one.body) == []
                assert session.scalar(select(Job.id).where(Job.kind == f"message.{one.way}", Job.record_id == one.id))

    def link(self, greeting: str, page: str) -> str:
        """Return the newest link of a page that somebody was sent."""
        with self.sessions() as session:
            body = session.scalars(
                select(Message.body).where(Message.greeting == greeting).order_by(Message.id.desc())
            ).first()
        return re.search(rf"{page} \([^)]*\)\nhttp://127\.0\.0\.1:8000(\S+)", body)[1]

    def listing(self, name: str) -> Listing:
        with self.sessions() as session:
            return session.get_one(Listing, self.numbers[name])

    def says(self, name: str) -> str:
        """Return what a page says of its age."""
        page = BeautifulSoup(self.app.test_client().get(f"/listings/{self.numbers[name]}").text, "html5lib")
        told = page.select_one("main .govuk-inset-text")
        return told.text.strip() if told else ""

    def found(self, address: str = "/find?q=choir") -> list[tuple[str, str]]:
        """Return what a search finds, in order, each with what its card says of its age."""
        page = BeautifulSoup(self.app.test_client().get(address).text, "html5lib")
        cards = page.select("ol.results > li")
        return [(one.h3.a.text.strip(), "".join(each.text for each in one.select("p > strong"))) for one in cards]


def asked_in(body: str) -> list[str]:
    """Return what a mail asks about: "Choir A (what it costs)"."""
    return re.findall(r"^(.+ \(.+\))\nhttp", body, re.MULTILINE)


@pytest.fixture
def year(app, sessions, clock, now):
    """Return a site on the day everything was checked: four choirs, two of them of one organisation, one of nobody's."""
    made = Year(app, sessions, clock)
    with sessions() as session:
        harbour, quay, empty = (make_organisation(session, at=now, name=name) for name in ("Harbour", "Quay", "Empty"))
        for organisation, who, until in (
            (harbour, "Jo", None), (harbour, "Gone", date(2026, 9, 5)), (quay, "Bo", None), (empty, "Left", date(2026, 9, 5)),
        ):  # fmt: skip
            person = make_person(session, at=now, known_as=who)
            make_member(session, person=person, organisation=organisation, until=until)
        facts = {
            "at": now,
            "summary": "A choir.",
            "free": None,
            "checked_on": START,
            "latitude": 53.365,
            "longitude": -2.0,
        }
        choirs = {
            "Choir A": make_listing(session, name="Choir A", organisation=harbour, places_left=4, **facts),
            "Choir B": make_listing(session, name="Choir B", organisation=harbour, **facts),
            "Choir C": make_listing(session, name="Choir C", organisation=quay, door_price_pence=300, **facts),
            "Choir D": make_listing(session, name="Choir D", **facts),
            "Choir E": make_listing(session, name="Choir E", organisation=empty, **facts),
        }
        offer = add_offer(session, listing=choirs["Choir B"], name="Lessons")
        add_price_list(session, offer=offer, valid_from=START, pence_per_hour=2000)
        session.commit()
        made.numbers = {name: one.id for name, one in choirs.items()}
    service.rebuild(sessions, app.extensions["kith_search"])
    return made


def press(client, path):
    page = BeautifulSoup(client.get(path).text, "html5lib")
    return client.post(path, data={"csrf_token": page.select_one("main [name=csrf_token]")["value"]})


def test_thirteen_months(year):
    everything = ["Choir A", "Choir B", "Choir C", "Choir D", "Choir E"]
    year.until(182)
    assert year.mails == [
        (30, "Jo", ["Choir A (places left and the wait)"]),
        (91, "Jo", ["Choir B (what it costs)"]),
        (91, "Bo", ["Choir C (what it costs)"]),
    ]
    assert year.found() == [(name, "") for name in everything], "nothing is old a day before six months"
    assert year.says("Choir A") == ""

    year.until(183)
    assert year.mails[3:] == [
        (183, "Jo", ["Choir A (the whole page)", "Choir B (the whole page)"]),
        (183, "Bo", ["Choir C (the whole page)"]),
    ]
    assert year.found() == [(name, OLD) for name in everything]
    assert year.says("Choir D") == OLD

    path = year.link("Bo", "Choir C")
    client = year.app.test_client()
    page = client.get(path).text
    assert "£3.00" in page
    assert year.listing("Choir C").checked_on == START, "opening the link changes nothing"
    assert press(client, path).status_code == 303
    assert (year.listing("Choir C").checked_on, year.listing("Choir C").freshness) == (year.on(183), "")
    year.until(184)
    assert year.found() == [("Choir C", ""), *((name, OLD) for name in everything if name != "Choir C")]

    year.until(365)
    assert year.mails[5:] == [
        (274, "Bo", ["Choir C (what it costs)"]),
        (365, "Jo", ["Choir A (the whole page)", "Choir B (the whole page)"]),
    ]
    assert year.says("Choir A") == year.says("Choir D") == VERY_OLD
    assert year.says("Choir C") == ""
    year.until(396)
    assert year.mails[7:] == [(366, "Bo", ["Choir C (the whole page)"])], "and nobody else is written to for a year"
    fallen = [(name, VERY_OLD) for name in everything if name != "Choir C"]
    assert year.found() == [("Choir C", OLD), *fallen], "what is old sinks, and never vanishes"
    assert year.found("/find?near=SK22&radius=20") == [("Choir C", OLD), *fallen], "without words too"
    with year.sessions() as session:
        rows = session.execute(select(FreshnessPrompt.listing_id, FreshnessPrompt.about, FreshnessPrompt.answer)).all()
    assert {one[0] for one in rows} <= {year.numbers[name] for name in ("Choir A", "Choir B", "Choir C")}, (
        "where nobody is staff nobody is asked"
    )
    assert len(rows) == 10
    assert [one for one in rows if one[2]] == [(year.numbers["Choir C"], "all", "right")]


def test_one_mail_for_sixty_pages_and_a_short_text_for_who_likes_texts(year, now):
    with year.sessions() as session:
        town = make_organisation(session, at=now, name="Sixty")
        for who in ("Ann", "Tex"):
            person = make_person(session, at=now, known_as=who, phone="01632 960400")
            make_member(session, person=person, organisation=town)
        save(session, person=person, said=Said("text"), at=now)
        for number in range(60):
            make_listing(session, at=now, name=f"Page {number:02d}", organisation=town, checked_on=date(2026, 1, 1))
        session.commit()
    year.until(1)
    assert [(day, who, len(pages)) for day, who, pages in year.mails if who == "Ann"] == [(1, "Ann", 60)]
    with year.sessions() as session:
        text = session.scalars(select(Message).where(Message.greeting == "Tex")).one()
    assert (text.way, text.path, len(text.body) < 160) == ("text", "/provider/listings", True)
    assert "60 of your pages" in text.body
    year.until(20)
    assert len([one for one in year.mails if one[1] == "Ann"]) == 1


def test_twenty_thousand_pages_that_grow_old_at_once_are_few_statements(year, now):
    number = 3000  # as many as a test may take; the number of statements does not grow with it but by the thousand
    with year.sessions() as session:
        session.add_all(
            Listing(source="feed", source_key=str(at), kind="drop_in", name=f"D {at}", checked_on=START,
                    created_at=now, updated_at=now)
            for at in range(number)
        )  # fmt: skip
        session.commit()
    sent: list[str] = []

    def keep(_connection, _cursor, statement, *_facts):
        sent.append(statement)

    engine = year.sessions.kw["bind"]
    event.listen(engine, "before_cursor_execute", keep)
    at = from_london(year.on(183), time(9))
    changed = rounds.go(year.sessions, year.rounds[:1], at=at)["freshness"]
    event.remove(engine, "before_cursor_execute", keep)
    assert changed == number + 5
    assert len(sent) < 30
    with year.sessions() as session:
        jobs = select(Job.record_id).where(Job.kind == service.listen.KIND, Job.written_at >= now)
        assert len(set(session.scalars(jobs))) >= number, "search hears of each"
        assert set(session.scalars(select(Listing.freshness))) == {"old"}
    assert rounds.go(year.sessions, year.rounds[:1], at=at + timedelta(days=1)) == {"freshness": 0}
    assert london_date(at) == year.on(183)

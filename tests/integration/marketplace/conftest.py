"""Millbrook with something waiting in every corner, and its people signed in: read and asked, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from flask import Response
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from marketplace.app import create_app
from marketplace.brokerage.agreements import operations as agreements
from marketplace.brokerage.agreements.queries import own_agreements
from marketplace.brokerage.requests import operations as requests
from marketplace.brokerage.visits import operations as visits
from marketplace.cli.database import open_sessions
from marketplace.cli.millbrook import august, people, places, said
from marketplace.config import load_settings
from marketplace.kernel.clock import from_london
from marketplace.people.queries import person_by_email
from search.indexing import service
from tests.factories.directory import look_after
from tests.factories.editing import make_draft, make_page_edit
from tests.factories.freshness import make_prompt
from tests.factories.joining import make_join_ask
from tests.factories.shortlists import make_copy, make_shortlist
from tests.factories.told import make_report, make_story
from tests.factories.trust import make_trust
from tests.integration.signing_in import signed_in

NOW = "2026-09-02T09:00"
TODAY = date(2026, 9, 2)


class TakenBack(Session):
    """A session that sends everything to the database and keeps nothing: each request meets the same town."""

    def commit(self) -> None:
        self.flush()


class Clients:
    """Everyone's clients by key: each time a new one, so that nobody stays signed out by what was sent before."""

    def __init__(self, app) -> None:
        self.app = app
        self.cookies: dict[str, str] = {}

    def __getitem__(self, who: str):
        # Flask's own client: reading thousands of pages word by word would take most of an hour.
        client = FlaskClient(self.app, Response)
        if who != "visitor":
            client.set_cookie("session", self.cookies[who])
        return client


@dataclass
class Site:
    """The app of a town, and its people's clients."""

    app: object
    clients: Clients


@pytest.fixture(scope="module")
def site(tmp_path_factory, databases):
    """Return the whole site with Millbrook in it, on each database; no request changes anything for the next one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KITH_NOW", NOW)
        settings = load_settings(data=tmp_path_factory.mktemp("site"))
        settings.database_url = databases.fresh()
        sessions = open_sessions(settings)
        with sessions() as session:
            _settle(session, settings.data)
            session.commit()
        service.rebuild(sessions, service.engine_for(settings.index_folder))
        app = create_app(settings)
        made = Site(app, Clients(app))
        made.app.config.update(WTF_CSRF_ENABLED=False)
        for limiter in made.app.extensions["limiter"]:
            limiter.enabled = False  # here one person sends thousands; how often one may is tested elsewhere
        made.app.extensions["kith_sessions"] = sessionmaker(sessions.kw["bind"], class_=TakenBack)
        with sessions() as session:
            keys = {one.key: person_by_email(session, email=one.email).fs_uniquifier for one in people.EVERYONE}
        for who, key in keys.items():
            made.clients.cookies[who] = signed_in(made.app, sessions, key).get_cookie("session").value
        yield made
        made.app.extensions["kith_engine"].dispose()
        sessions.kw["bind"].dispose()


def _settle(session: Session, folder: Path) -> None:
    """Settle Millbrook; leave a request, an offer, a visit to come, one to write down and one to agree."""
    town = places.open_town(session, at=from_london(date(2026, 7, 1), time(8)))
    make_story(session, at=from_london(TODAY, time(8)), live=False)
    jo_id = town.people["jo"].id
    make_page_edit(session, listing=town.listings["harbour"], by_id=jo_id, at=from_london(TODAY, time(8)))
    make_draft(session, listing=town.listings["harbour-drop-in"], by_id=jo_id, at=from_london(TODAY, time(8)))
    asker, asked = town.people["margaret"].id, from_london(TODAY, time(8))
    make_join_ask(session, person_id=asker, listing=town.listings["harbour-befriending"], at=asked)
    make_report(session, listing=town.listings["choir"], at=from_london(TODAY, time(8)))
    look_after(session, town=town, folder=folder, at=asked)
    make_prompt(session, listing=town.listings["garden-trip"], at=from_london(TODAY, time(8)))
    august.deliver(session, town=town)
    make_trust(session, town=town, at=from_london(TODAY, time(8)))
    said.tell(session, town=town)
    jo, at = town.people["jo"], from_london(TODAY, time(8))

    def ask(key: str):
        wish = requests.Wish("Shopping", 120, date(2026, 9, 10), when_words="Mornings")
        person, offer = town.people[key], town.offers["harbour"]
        return requests.send(session, person=person, offer=offer, budget=None, at=at, wish=wish, submit_key=f"{key}-2")

    kept, margaret = [town.listings[key] for key in ("harbour", "oakstreet")], town.people["margaret"]
    make_shortlist(session, person_id=margaret.id, listings=kept, at=at, note="Ring first")
    make_copy(session, person_id=margaret.id, listings=kept, at=at)
    ask("tom")
    agreements.offer(
        session,
        request=ask("margaret"),
        terms="Terms in plain words.",
        note="",
        by_id=jo_id,
        at=from_london(TODAY, time(8)),
    )
    (agreement,) = (one for one, _ in own_agreements(session, person_id=town.people["margaret"].id) if one.agreed_at)
    days = ((TODAY + timedelta(days=20), False), (date(2026, 9, 1), False), (date(2026, 9, 1), True))
    for number, (day, written) in enumerate(days):
        start = from_london(day, time(9 + 3 * number))
        plan = visits.Plan(
            worker_id=town.workers["dev"].id, starts_at=start, ends_at=start + timedelta(hours=2), task="Out",
            travel="car", miles_tenths=20,
        )  # fmt: skip
        visit = visits.plan(
            session, agreement=agreement, plan=plan, higher_price_agreed=False, by_id=jo.id,
            at=from_london(date(2026, 8, 20), time(8)), submit_key=f"hostile-{number}",
        )  # fmt: skip
        if written:
            visits.record(
                session, visit=visit, started_at=start, ended_at=start + timedelta(hours=2), miles_tenths=20,
                what_was_done="Out", by_id=town.people["dev"].id, at=at,
            )  # fmt: skip

"""The directory as open data: valid by the official schemas, whole by its pages, and what may not be given on stays here."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from listings.imports.facts import listing_facts
from listings.imports.oruk import rows
from listings.models import Listing
from listings.open_data.presenters import identity, number_of
from listings.operations import add_listing
from marketplace.cli.millbrook import places
from marketplace.kernel.clock import parse_moment

SCHEMAS = "data/oruk-3.0-spec/schema"


@pytest.fixture
def town(app, sessions):
    with sessions() as session:
        made = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        session.commit()
    return made


def every_page(client, query=""):
    page, found = 1, []
    while True:
        answer = client.get(f"/open-data/services?per_page=10&page={page}{query}").json
        found += answer["contents"]
        assert answer["size"] == len(answer["contents"])
        assert answer["first_page"] == (page == 1)
        if answer["last_page"]:
            assert answer["total_items"] == len(found)
            assert answer["total_pages"] == page
            return found
        page += 1


def test_every_listing_is_there_once_with_a_lasting_id(client, town):
    found = every_page(client)
    assert len({one["id"] for one in found}) == len(found) == len(town.listings)
    harbour = next(one for one in found if one["name"] == "Harbour Wellbeing")
    assert client.get(f"/open-data/services/{harbour['id']}").json == harbour
    assert harbour["cost_options"][0]["amount"] == 22.0
    assert number_of(harbour["id"]) == town.listings["harbour"].id
    assert None not in harbour.values()


@pytest.mark.needs_test_data
@pytest.mark.parametrize("name", ["service", "service_list", "api_details"])
def test_it_is_valid_by_the_official_schemas(client, town, test_data, name):
    folder = test_data / SCHEMAS
    loaded = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.json")}
    registry = Registry().with_resources(
        (f"https://openreferraluk.org/specifications/3.0/schema/{stem}.json", DRAFT202012.create_resource(schema))
        for stem, schema in loaded.items()
    )
    validator = Draft202012Validator(loaded[name], registry=registry, format_checker=FormatChecker())
    documents = {
        "service": every_page(client),
        "service_list": [client.get("/open-data/services").json],
        "api_details": [client.get("/open-data/").json],
    }[name]
    assert [error.message for each in documents for error in validator.iter_errors(each)] == []
    wrong = {"service": {"id": "no uuid"}, "service_list": {"contents": [{"id": "no uuid"}]}, "api_details": {}}
    assert not validator.is_valid(wrong[name]), "the check bites"


def test_what_has_no_licence_or_is_withdrawn_is_not_given_on(client, sessions, now):
    with sessions() as session:
        for key, licence, status in (("a", "", "live"), ("b", "OGL v3.0", "live"), ("c", "OGL v3.0", "withdrawn")):
            add_listing(
                session,
                source="feed",
                source_key=key,
                kind="activity",
                name=key,
                at=now,
                licence=licence,
                status=status,
            )
        session.commit()
    found = every_page(client)
    assert [(one["name"], one["licence"]) for one in found] == [("b", "OGL v3.0")]
    with sessions() as session:
        closed = session.query(Listing).filter_by(name="a").one().id
    assert client.get(f"/open-data/services/{identity('service', closed)}").status_code == 404


def test_changed_since_and_words_narrow_it(client, town, sessions):
    later = datetime.now(UTC) + timedelta(days=3650)
    assert every_page(client, "&modified_after=2026-07-01") != []
    assert every_page(client, f"&modified_after={later.isoformat().replace('+', '%2B')}") == []
    assert [one["name"] for one in every_page(client, "&search=harbour+wellbeing")] == ["Harbour Wellbeing"]
    assert every_page(client, "&search=%25") == []


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=99999999999", "per_page=0", "per_page=1000000", "modified_after=x",
              "modified_after=0001-01-01T00:00:00%2B14:00", "search=" + "a" * 5000],
)  # fmt: skip
def test_odd_questions_get_a_page(client, town, query):
    answer = client.get(f"/open-data/services?{query}")
    assert answer.status_code == 200
    assert answer.json["page_number"] >= 1


@pytest.mark.parametrize(
    "number", ["1", "x", "6b697468-0001-8000-8000-ffffffffffff", "00000000-0000-0000-0000-000000000000"]
)
def test_an_id_that_is_not_ours_is_not_found(client, town, number):
    assert client.get(f"/open-data/services/{number}").status_code == 404


def test_our_own_importer_takes_it_back(client, town):
    answer = client.get("/open-data/services?per_page=100")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    back = {row.name: listing_facts(row, hint="") for row in rows(answer.json)}
    assert back.keys() == {one.name for one in town.listings.values()}
    drop_in = next(one for one in town.listings.values() if one.kind == "drop_in" and one.sessions)
    assert len(back[drop_in.name]["sessions"]) == len(drop_in.sessions)
    assert back[drop_in.name]["phone"] == drop_in.phone

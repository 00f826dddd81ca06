"""Bringing listings in: every shape, odd input told by line, twice changes nothing (issue "Real input", rows A06, L03)."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from listings.imports.operations import Report, load
from listings.imports.reading import NotAFeedError, files_in, read_feed
from listings.models import Listing
from listings.queries import sources
from marketplace.kernel.errors import DomainError

CSV = "name,description,postcode,telephone,website\nTea and Talk,Peer support group,M33 4BR,0161 496 0000,http://tea.example/\n"
SERVICE = {
    "id": "5b1b7c1e-0000-4000-8000-000000000001",
    "name": "Art for All",
    "description": "<p>A gentle <b>art class</b> &amp; tea.</p>",
    "status": "active",
    "fees": "Free",
    "assured_date": "2026-01-05",
    "organization": {"id": "o", "name": "The Old Bakery"},
    "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "MO,TH", "opens_at": "10:00", "closes_at": "12:00"}],
    "service_at_locations": [
        {
            "id": "l",
            "location": {
                "id": "p",
                "latitude": 100,
                "longitude": 101,
                "addresses": [{"address_1": "1 High Street", "city": "Sale", "postal_code": "M33 2AA"}],
            },
        }
    ],
    "contacts": [{"id": "c", "name": "Ann Persona", "phones": [{"number": "07700 900123"}]}],
}  # fmt: skip


@pytest.fixture
def bring_in(session, now, tmp_path):
    """Return a function that writes a file and loads it: bring_in("a.csv", "name\\n…") → Report."""

    def run(name: str, content: str | bytes, seen: set | None = None) -> Report:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load(session, feed=read_feed(file, most_bytes=10_000_000), at=now, seen=set() if seen is None else seen)

    return run


def listings(session):
    return list(session.scalars(select(Listing).order_by(Listing.id)))


def test_a_csv_row_is_live_at_once_placed_and_checked_today(session, bring_in, now):
    assert str(bring_in("groups.csv", CSV)) == "1 added, 0 changed, 0 the same, 0 repeated, 0 not usable"
    (one,) = listings(session)
    assert (one.kind, one.status, one.placed_by, one.checked_on) == ("peer_group", "live", "sector", now.date())
    assert one.latitude == pytest.approx(53.415, abs=0.01)


def test_twice_changes_nothing_and_a_change_is_one(session, bring_in):
    bring_in("groups.csv", CSV)
    assert bring_in("groups.csv", CSV).same == 1
    assert bring_in("groups.csv", CSV.replace("Peer support group", "Peer support and cake")).changed == 1
    assert len(listings(session)) == 1


def test_a_repeated_id_is_one_listing_and_the_first_wins(session, bring_in):
    report = bring_in("feed.json", json.dumps({"contents": [SERVICE, {**SERVICE, "name": "Another"}]}))
    assert (report.added, report.repeated) == (1, 1)
    assert listings(session)[0].name == "Art for All"


def test_a_service_of_open_referral_uk_becomes_facts(session, bring_in):
    bring_in("feed.json", json.dumps({"contents": [SERVICE]}))
    (one,) = listings(session)
    assert one.description == "A gentle art class & tea."
    assert one.free is True
    assert one.run_by == "The Old Bakery"
    assert [(each.weekday, each.opens_at.hour) for each in one.sessions] == [(0, 10), (3, 10)]
    assert one.placed_by == "sector", "a latitude of 100 is nowhere, so the postcode places it"
    assert one.phone == "", "a mobile is likely a person's own"
    assert "Persona" not in one.description
    assert one.source_dated.isoformat() == "2026-01-05"


def test_the_older_1_0_page_is_read_too(session, bring_in):
    old = {
        "totalElements": 1,
        "content": [
            {
                "id": "1",
                "name": "Old Club",
                "organization": {"name": "Old Org"},
                "service_at_locations": [
                    {
                        "location": {
                            "physical_addresses": [{"address_1": "2 Lane", "city": "Sale", "postal_code": "M33 4BR"}]
                        }
                    }
                ],
                "contacts": [{"phones": [{"number": "0161 496 0001"}]}],
                "cost_options": [{"amount": 4.5, "option": "each time"}],
            }
        ],
    }
    assert bring_in("old.json", json.dumps(old)).added == 1
    (one,) = listings(session)
    assert (one.phone, one.town, one.price_words) == ("0161 496 0001", "Sale", "£4.50 each time")


def test_an_unusable_row_is_named_by_line_field_and_reason_and_the_rest_load(bring_in):
    report = bring_in("groups.csv", CSV + ",no name,M1 1AA,,\nToo,few\nGood one,Choir,M1 1AA,,\n")
    assert report.added == 2
    assert [str(problem) for problem in report.problems] == [
        "line 3: name: is empty",
        "line 4: columns: there are 2, and the first line names 5",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xef\xbb\xbfname,description\nCaf\xc3\xa9 group,Tea\n", "Café group"),
        ("name,description\nCafé group,Tea\n".encode("cp1252"), "Café group"),
        ("name;description\nCafé group;Tea\n".encode("utf-16"), "Café group"),
        ("name,description\nCafÃ© group,Tea\n".encode(), "Café group"),
    ],
)
def test_odd_encodings_survive_as_clean_text(session, bring_in, content, words):
    bring_in("odd.csv", content)
    assert listings(session)[0].name == words


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.json", '{"contents": [{"id": "1", "name": "A", "status": "active"}'),
        ("cut.csv", 'name,description\nA,"never closed\n'),
        ("nul.csv", "name,description\nA,b\x00c\n"),
        ("deep.json", "[" * 100_000),
        ("empty.json", ""),
    ],
)
def test_a_file_that_cannot_be_read_to_its_end_loads_nothing(session, bring_in, name, content):
    with pytest.raises(DomainError) as told:
        bring_in(name, content)
    assert told.value.sentence.startswith(name)
    assert listings(session) == []


@pytest.mark.parametrize(
    "document",
    [
        {"openapi": "3.1.0"},
        {"version": "1", "openapi_url": "x"},
        {"contents": [{"id": "t", "name": "Term"}]},
        7,
        "text",
    ],
)
def test_what_is_no_feed_is_told(bring_in, document):
    with pytest.raises(NotAFeedError, match="not a feed"):
        bring_in("thing.json", json.dumps(document))


def test_a_file_over_the_size_setting_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "big.csv"
    file.write_text(CSV)
    with pytest.raises(DomainError, match="KITH_IMPORT_MAX_BYTES"):
        read_feed(file, most_bytes=10)


def test_a_mapping_file_beside_names_the_columns(session, bring_in, tmp_path):
    (tmp_path / "strange.mapping.json").write_text('{"name": "what", "times": "whenever"}')
    bring_in("strange.csv", "what,whenever\nChess,Mondays\n")
    assert (listings(session)[0].name, listings(session)[0].times_words) == ("Chess", "Mondays")


def test_a_service_that_ended_is_taken_down(session, bring_in):
    bring_in("feed.json", json.dumps({"contents": [SERVICE]}))
    assert bring_in("feed.json", json.dumps({"contents": [{**SERVICE, "status": "defunct"}]})).gone == 1
    assert listings(session)[0].status == "withdrawn"


def test_source_and_licence_are_shown(session, bring_in, tmp_path):
    (tmp_path / "SOURCE.txt").write_text(
        "Repository : example.org/data\nLicence    : Open Government Licence v3.0 (see there).\n"
    )
    bring_in("groups.csv", CSV)
    (one,) = sources(session)
    assert (one.licence, one.url, one.count) == ("Open Government Licence v3.0", "example.org/data", 1)


@pytest.mark.parametrize(
    ("path", "added", "repeated", "problems"),
    [
        ("oruk-validator-mocks", 1, 273, 4),
        ("oruk-3.0-spec/examples", 1, 4, 0),
        ("trafford-open-data/trafford_mental_health_services.csv", 60, 0, 0),
        ("trafford-open-data/gm_food_banks.csv", 171, 0, 0),
        ("trafford-open-data/gm_libraries.csv", 141, 0, 0),
        ("trafford-open-data/trafford_sports_clubs.csv", 140, 0, 0),
        ("cyf-signposts", 71, 0, 0),
    ],
)
def test_real_feeds_load_with_these_counts_and_twice_changes_nothing(
    session, now, test_data, path, added, repeated, problems
):
    def run() -> Report:
        whole, seen = Report(), set()
        for file in files_in(test_data / "data" / path):
            try:
                whole.add(load(session, feed=read_feed(file, most_bytes=200_000_000), at=now, seen=seen))
            except NotAFeedError:
                continue
        return whole

    first, second = run(), run()
    assert (first.added, first.repeated, len(first.problems)) == (added, repeated, problems)
    assert (second.added, second.changed, second.same) == (0, 0, added)

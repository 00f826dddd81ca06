"""The care regulator's list: brought in whole or not at all, linked by number, without anybody's name (rules W1, W3, W4)."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import Date, select

from listings import presenters, structured
from listings.models import Listing
from listings.operations import add_offer, add_price_list
from listings.queries import live_offer, offer_on_sale
from listings.regulator import operations, queries, rules
from listings.regulator.models import RegulatedPlace, RegulatorFile
from listings.regulator.reading import Place, read_list
from listings.watching.models import WatchedListing
from marketplace.cli.database import open_sessions
from marketplace.cli.main import kith
from marketplace.cli.millbrook import places
from marketplace.config import load_settings
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.errors import DomainError, NotFoundError
from search.documents import document
from tests.factories import regulator as lists
from tests.factories.listings import make_listing
from tests.factories.organisations import make_organisation

MOST = 10_000_000
BRIGHTWATER = Place("1-9990000001", "Brightwater Home Support", rating="Good", rated_on=date(2025, 3, 3))
DATED = date(2026, 8, 1)


@pytest.fixture
def home(session, now):
    """Return a listing with a number and help with washing by the hour."""
    made = make_listing(
        session, at=now, name="Brightwater", organisation=make_organisation(session, at=now), free=None,
        regulated=True, regulator_number="1-9990000001",
    )  # fmt: skip
    offer = add_offer(session, listing=made, name="Help", tasks=["Washing"], personal_care=True)
    add_price_list(session, offer=offer, valid_from=date(2026, 1, 1), pence_per_hour=2950)
    return made


def bring_in(session, now, *places, dated=DATED, force=False):
    return operations.bring_in(session, places=places, dated=dated, at=now, force=force)


@pytest.mark.parametrize("kind", ["csv", "ods", "xlsx"])
def test_every_kind_of_file_is_read_with_what_stands_above_its_heads(tmp_path, kind):
    write = getattr(lists, f"{kind}_list")
    found = read_list(write(tmp_path / f"list.{kind}", lists.BRIGHTWATER, lists.OTHER, lists.OTHER), most_bytes=MOST)
    assert [one.location_id for one in found.places] == ["1-9990000001", "1-9990000002"]
    first, second = found.places
    assert (first.name, first.rating, first.rated_on) == ("Brightwater Home Support", "Good", date(2025, 3, 3))
    assert (first.provider_id, first.provider_name, first.postcode) == (
        "1-9990000100", "Brightwater Home Support Ltd", "SK22 9XX",
    )  # fmt: skip
    assert (second.rating, second.rated_on) == ("", None), "who has no rating has none"
    assert found.unusable == 1, "a number twice"
    assert rules.newest_day(found.above, today=date(2026, 9, 1)) == DATED


def test_the_directory_s_own_heads_and_other_encodings_are_read(tmp_path):
    heads = ("Name", "Postcode", "Location URL", "CQC Location ID (for office use only)")
    row = ("Caf\u00e9 Weir", "sk22 9xx", "https://regulator.example/1-9990000003", "1-9990000003")
    for encoding, sign in (("cp1252", ","), ("utf-16", ","), ("utf-8-sig", ";"), ("utf-8", "\t")):
        (place,) = read_list(
            lists.csv_list(tmp_path / "list.csv", row, heads=heads, above=(("List",),), encoding=encoding, sign=sign),
            most_bytes=MOST,
        ).places
        assert (place.name, place.postcode, place.url) == ("Caf\u00e9 Weir", "SK22 9XX", row[2]), encoding


def test_nobody_s_name_is_kept(session, now, tmp_path):
    alone = (
        "1-9990000004",
        "Mrs Ann Persona",
        "Persona, Ann",
        "Good",
        "1/1/2026",
        "",
        "1-9",
        "Mrs Ann Persona",
        "Individual",
        "",
    )
    silent = ("1-9990000005", "Ann Persona", "", "", "", "", "1-10", "Ann Persona", "Individual", "Persona, Ann")
    found = read_list(lists.csv_list(tmp_path / "a.csv", lists.BRIGHTWATER, alone, silent), most_bytes=MOST)
    bring_in(session, now, *found.places)
    texts = [column for column in RegulatedPlace.__table__.columns if not isinstance(column.type, Date)]
    kept = " ".join(str(value) for row in session.execute(select(*texts)) for value in row)
    assert "1-9990000004" in kept
    for name in ("Persona", "Hale", "Margaret", "Noor"):
        assert name not in kept


def test_a_listing_is_linked_by_its_number_and_its_page_says_so(session, now, home):
    other = make_listing(session, at=now, name="Brightwater Home Support", regulated=False)
    done = bring_in(session, now, BRIGHTWATER)
    assert (done.places, done.linked, done.misfits) == (1, 1, 0)
    assert (home.regulated, home.regulator_name, home.regulator_checked_on) == (True, BRIGHTWATER.name, DATED)
    assert presenters.regulated(home) == (
        "On the care regulator’s list of 1 August 2026: Brightwater Home Support. Rating: Good (3 March 2025)"
    )
    assert presenters.regulator_page(home).endswith("/location/1-9990000001")
    assert presenters.regulated(other) == "Not regulated – this kind of help does not need to be", "never by name"
    bring_in(session, now, Place("1-9990000001", "Brightwater"), dated=date(2026, 8, 2))
    assert presenters.regulated(home).endswith("Rating: none yet"), "and no rating of another list stays"


def test_help_with_washing_is_held_back_while_its_number_is_not_on_the_list(session, now, home):
    today, offer = now.date(), home.offers[0]
    assert offer_on_sale(home, on=today) is offer
    bring_in(session, now, Place("1-9990000009", "Another"))
    assert (home.regulated, home.regulator_name, home.regulator_checked_on) == (None, "", DATED)
    assert home.regulator_number == "1-9990000001", "what they gave is kept"
    assert presenters.regulated(home).startswith("They gave us a number that we did not find")
    assert offer_on_sale(home, on=today) is None
    assert presenters.price_words(home, on=today) == [presenters.HELD_BACK]
    assert "Washing" not in document(home).body
    assert structured._offers(home, on=today) == []
    with pytest.raises(NotFoundError):
        live_offer(session, offer_id=offer.id)
    (watch,) = session.scalars(select(WatchedListing))
    assert (watch.listing_id, watch.why, watch.by_id) == (home.id, operations.NOT_THERE, None)
    bring_in(session, now, Place("1-9990000009", "Another"))
    assert len(session.scalars(select(WatchedListing)).all()) == 1, "once while it is open"
    bring_in(session, now, BRIGHTWATER)
    assert offer_on_sale(home, on=today) is offer
    offer.active = False
    assert presenters.price_words(home, on=today) == ["Price not told us"], "what is not offered any more is not shown"


def test_a_number_written_later_is_looked_up_by_itself(session, now):
    bring_in(session, now, BRIGHTWATER)
    listing = make_listing(session, at=now, regulator_number="1-9990000001")
    operations.look_up(session, listing=listing)
    assert (listing.regulated, listing.regulator_rating) == (True, "Good")
    listing.regulator_number = "1-9990000008"
    operations.look_up(session, listing=listing)
    assert (listing.regulated, listing.regulator_rating, listing.in_regulator_list) == (None, "", False)
    listing.regulator_number, listing.regulated = "1-9990000001", False
    operations.look_up(session, listing=listing)
    listing.regulator_number = ""
    operations.look_up(session, listing=listing)
    assert (listing.regulated, listing.in_regulator_list) == (None, None)


@pytest.mark.parametrize(
    ("places", "dated", "said"),
    [
        ((), DATED, "no place"),
        ((BRIGHTWATER,), date(2026, 7, 1), "1 July 2026 and we have one from 1 August 2026"),
        ((BRIGHTWATER,), date(2027, 1, 1), "has not come yet"),
        ((BRIGHTWATER,), date(2026, 8, 2), "has 1 places and the last had 3"),
    ],
)
def test_a_list_that_cannot_be_right_changes_nothing(session, now, places, dated, said):
    bring_in(session, now, *(Place(f"1-99900000{at}", "Place") for at in range(10, 13)))
    with pytest.raises(DomainError, match=said):
        bring_in(session, now, *places, dated=dated)
    assert len(session.scalars(select(RegulatedPlace)).all()) == 3
    assert len(session.scalars(select(RegulatorFile)).all()) == 1


def test_a_short_or_older_list_comes_in_when_it_is_forced(session, now):
    bring_in(session, now, *(Place(f"1-99900000{at}", "Place") for at in range(10, 13)))
    bring_in(session, now, BRIGHTWATER, dated=date(2026, 7, 1), force=True)
    assert session.scalars(select(RegulatedPlace.location_id)).all() == ["1-9990000001"]


def test_a_name_plainly_unlike_ours_and_a_number_given_twice_are_found(session, now, home):
    thief = make_listing(
        session, at=now, name="Weir House", organisation=make_organisation(session, at=now, name="Weir"),
        regulator_number="1-9990000001",
    )  # fmt: skip
    bring_in(session, now, BRIGHTWATER)
    (misfit,) = queries.misfits(queries.numbered(session))
    assert (misfit.listing, misfit.theirs) == (thief, BRIGHTWATER.name)
    assert queries.shared_numbers(session) == {"1-9990000001": [home, thief]}
    assert queries.used_by_another(session, "1-9990000001", home.organisation_id)
    thief.status = "withdrawn"
    session.flush()
    assert not queries.used_by_another(session, "1-9990000001", home.organisation_id)
    assert queries.used_by_another(session, "1-9990000001", None)
    assert not queries.used_by_another(session, "", None)


def test_the_staff_s_page_shows_what_does_not_fit(sessions, sign_in, client):
    with sessions() as session:
        town = places.open_town(session, at=parse_moment("2026-07-01T08:00"))
        session.commit()
    robin = sign_in(town.people["robin"])
    assert "No list has been brought in yet" in robin.get("/admin/regulator").text
    home = town.listings["brightwater"]
    with sessions() as session:
        bring_in(session, parse_moment("2026-08-02T08:00"), BRIGHTWATER)
        session.commit()
    page = client.get(f"/listings/{home.id}").text
    assert "Rating: Good (3 March 2025)" in page
    assert "/location/1-9990000001" in page
    assert "There are none." in robin.get("/admin/regulator").text
    with sessions() as session:
        bring_in(session, parse_moment("2026-08-03T08:00"), Place("1-9990000002", "Weir House"), dated=date(2026, 8, 2))
        session.get_one(Listing, town.listings["harbour"].id).offers[0].personal_care = True
        session.commit()
    page = robin.get("/admin/regulator").text
    assert "Number 1-9990000001 is not there" in page
    assert "Harbour Wellbeing" in page
    assert "2 August 2026" in page
    page = client.get(f"/listings/{home.id}").text
    assert "£29.50" not in page
    assert "/location/" not in page
    assert client.get(f"/listings/{town.listings['harbour'].id}").text.count("Ask for support") == 0


@pytest.fixture
def command(app, tmp_path):
    """Return a function that runs `kith regulator` on a file in a data folder of its own."""

    def run(file, *more):
        return CliRunner().invoke(kith, ["regulator", str(file), "--data", str(tmp_path / "var"), *more])

    return run


def kept(tmp_path):
    sessions = open_sessions(load_settings(data=tmp_path / "var"))
    with sessions() as session:
        found = session.scalars(select(RegulatorFile.dated).order_by(RegulatorFile.id)).all()
    sessions.kw["bind"].dispose()
    return found


def test_the_command_brings_a_list_in_and_says_so_in_a_line(command, tmp_path):
    answer = command(lists.ods_list(tmp_path / "list.ods", lists.BRIGHTWATER, lists.OTHER))
    assert answer.exit_code == 0, answer.output
    assert "The list of 2026-08-01: 2 places" in answer.output
    assert (
        command(lists.csv_list(tmp_path / "b.csv", lists.BRIGHTWATER, lists.OTHER), "--dated", "2026-08-20").exit_code
        == 0
    )
    assert command(lists.csv_list(tmp_path / "c.csv", lists.BRIGHTWATER, lists.OTHER, above=())).exit_code == 0
    assert kept(tmp_path) == [DATED, date(2026, 8, 20), date(2026, 9, 1)], "as written, as told, or today"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"name,postcode\nTea,M33\n", "no line with"),
        (b"Location ID,Location Name\n", "no place in that file"),
        (b"PK\x03\x04 broken", "cannot be read"),
        (b"Location ID,Location Name\n1-9\x00,b\n", "not text"),
        (None, "No such file"),
    ],
)
def test_the_command_answers_a_file_that_is_no_list_with_one_sentence(command, tmp_path, content, said):
    command(lists.csv_list(tmp_path / "good.csv", lists.BRIGHTWATER))
    file = tmp_path / "bad"
    if content is not None:
        file.write_bytes(content)
    answer = command(file)
    assert isinstance(answer.exception, DomainError), answer.output
    assert said in answer.exception.sentence
    assert answer.exception.sentence.count(". ") <= 1
    assert kept(tmp_path) == [DATED]

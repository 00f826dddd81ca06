"""A story is shown with its teller's yes, on its own page and its listings', and is gone when it is taken back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from listings.operations import add_listing, withdraw
from listings.stories import operations, queries
from listings.stories.models import Story
from marketplace.kernel import audit
from marketplace.kernel.errors import DomainError, NotFoundError
from tests.factories.people import make_person
from tests.factories.told import make_story

SENT = {
    "submit_key": "k1", "title": "A walk each day", "first_name": "Pat", "words": "I went out.\n\nIt was good.",
    "said_yes_on": "1/5/2026",
}  # fmt: skip


def choir(session, now, **facts):
    return add_listing(session, source="kith", source_key="choir", kind="activity", name="The Choir", at=now, **facts)


@pytest.fixture
def listing(session, now):
    return choir(session, now)


@pytest.fixture
def robin(session, now):
    return make_person(session, at=now, known_as="Robin")


@pytest.fixture
def staff(app, sessions, sign_in, now):
    """Return a client of the site's staff, and one listing on the site."""
    app.config["WTF_CSRF_ENABLED"] = False
    with sessions() as session:
        person = make_person(session, at=now, known_as="Robin", site_role="site_staff")
        choir(session, now)
        session.commit()
    return sign_in(person)


def test_a_story_waits_is_shown_and_is_taken_back(session, now, robin, listing):
    story = make_story(session, at=now, about=(listing,), live=False)
    with pytest.raises(NotFoundError):
        queries.live_story(session, story_id=story.id)
    operations.put_live(session, story=story, by_id=robin.id, at=now)
    assert queries.live_story(session, story_id=story.id) is story
    assert list(queries.of_listing(session, listing_id=listing.id)) == [story]
    assert list(queries.listings_of(session, story=story)) == [listing]
    operations.withdraw(session, story=story, by_id=robin.id, at=now)
    assert list(queries.of_listing(session, listing_id=listing.id)) == []
    assert queries.count_live(session) == 0
    with pytest.raises(DomainError, match="said yes"):
        operations.put_live(session, story=story, by_id=robin.id, at=now)
    deeds = {one.deed for one in session.query(audit.AuditEntry).filter_by(record=f"story:{story.id}")}
    assert deeds == {"story.added", "story.shown", "story.withdrawn"}


def test_a_changed_story_waits_again_and_keeps_its_links(session, now, robin, listing):
    story = make_story(session, at=now, about=(listing,))
    told = operations.Told("Another walk", "Pat", "New words.", said_yes_on=date(2026, 5, 1), listing_ids=[listing.id])
    operations.change(session, story=story, told=told, by_id=robin.id, at=now)
    assert (story.status, story.words, story.listing_ids) == ("waiting", "New words.", [listing.id])
    operations.change(session, story=story, told=operations.Told("Another walk", "Pat", "x"), by_id=robin.id, at=now)
    assert story.listing_ids == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"title": "Pat goes out"}, "name"),
        ({"title": "My anxiety"}, "health"),
        ({"video_url": "https://video.example/1"}, "every word"),
        ({"listing_ids": [999_999]}, "999999"),
    ],
)
def test_what_is_amiss_is_told(session, now, facts, said):
    with pytest.raises(DomainError, match=said):
        make_story(session, at=now, **facts)


def test_the_database_itself_shows_none_without_a_yes(session, now):
    session.add(
        Story(title="t", first_name="f", words="w", status="live", created_at=now, updated_at=now, submit_key="x")
    )
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_listing_taken_down_is_not_named_by_its_story(session, now, listing):
    story = make_story(session, at=now, about=(listing,))
    withdraw(session, listing=listing, at=now)
    assert list(queries.listings_of(session, story=story)) == []


def test_staff_add_show_and_take_back(staff, client):
    added = staff.post("/admin/stories/new", data={**SENT, "about": "/listings/1"})
    assert (added.status_code, added.location) == (303, "/admin/stories/1")
    assert staff.post("/admin/stories/new", data={**SENT, "about": "1"}).location == "/admin/stories/1", "pressed twice"
    assert "/stories/1" not in client.get("/stories").text
    assert client.get("/stories/1").status_code == 404
    assert staff.post("/admin/stories/1/live").status_code == 303
    shown = client.get("/stories/1").text
    assert "It was good." in shown
    assert "/listings/1" in shown
    assert "/stories/1" in client.get("/stories").text
    assert "/stories/1" in client.get("/listings/1").text
    assert staff.post("/admin/stories/1/withdraw").status_code == 303
    assert client.get("/stories/1").status_code == 404
    assert "/stories/1" not in client.get("/listings/1").text
    assert "/stories/1" not in client.get("/sitemap.xml").text
    assert staff.post("/admin/stories/1/live").status_code == 409, "its teller is to be asked again"
    assert "Taken back" in staff.get("/admin/stories").text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"title": " "}, "Write a title."),
        ({"title": "Pat goes out"}, "Leave the name out"),
        ({"said_yes_on": "the first of May"}, "Enter a day"),
        ({"video_url": "javascript:alert(1)", "transcript": "Hello."}, "starts with https"),
        ({"video_url": "https://video.example/1"}, "Write down every word"),
        ({"about": "the choir"}, "number or the address"),
        ({"about": "77"}, "no listing with the number 77"),
        ({"words": "a" * 9000}, "too long"),
    ],
)
def test_bad_input_is_told_and_kept(staff, sent, said):
    answer = staff.post("/admin/stories/new", data={**SENT, **sent})
    assert answer.status_code == 422
    assert said in answer.text
    assert "I went out." in answer.text or "words" in sent
    assert "/admin/stories/1" not in staff.get("/admin/stories").text


def test_a_video_comes_with_every_word(staff, client):
    video = {"video_url": "https://video.example/1?a=b&c", "transcript": "First.\n\nSecond.", "changed_name": "y"}
    staff.post("/admin/stories/new", data={**SENT, **video})
    staff.post("/admin/stories/1/live")
    shown = client.get("/stories/1").text
    assert "Second." in shown
    assert 'href="https://video.example/1?a=b&amp;c"' in shown
    assert "not their own name" in shown


def test_many_stories_come_in_pages(app, sessions, client, now):
    with sessions() as session:
        for _ in range(queries.PAGE_SIZE + 1):
            make_story(session, at=now)
        session.commit()
    assert 'href="/stories/1"' not in client.get("/stories").text
    for page in ("2", "9", "9" * 50):
        assert 'href="/stories/1"' in client.get(f"/stories?page={page}").text
    assert client.get("/stories?page=-1").status_code == 200

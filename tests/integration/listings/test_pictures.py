"""Pictures of a page: real ones only, looked at before they show, gone when they are taken out."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from listings.models import Listing
from listings.operations import withdraw
from listings.pictures import operations, pixels, queries
from listings.pictures.models import ListingPicture
from marketplace.kernel.errors import DomainError
from marketplace.kernel.outbox.models import Message
from tests.factories.listings import make_listing
from tests.factories.organisations import make_member, make_organisation
from tests.factories.people import make_person
from tests.factories.pictures import WORDS, make_picture, picture_file

PATH = "/provider/listings/1/pictures"


@pytest.fixture
def site(app, sessions, sign_in, now):
    """Return clients of Jo (staff of Harbour), Sam (nobody's), Ray (staff elsewhere) and Robin; listing 1 is Harbour's."""
    app.config["WTF_CSRF_ENABLED"] = False
    with sessions() as session:
        people = {name: make_person(session, at=now, known_as=name.title()) for name in ("jo", "ray", "sam")}
        people["robin"] = make_person(session, at=now, known_as="Robin", site_role="site_staff")
        for name in ("jo", "ray"):
            own = make_organisation(session, at=now)
            make_member(session, person=people[name], organisation=own)
            make_listing(session, at=now, organisation=own)
        session.commit()
    return {name: sign_in(person) for name, person in people.items()}


def send(client, sent=None, words=WORDS, name="room.png", path=PATH):
    data = {"words": words}
    if sent is not None:
        data["picture"] = FileStorage(io.BytesIO(sent), filename=name)
    # Put together here: the client's own way leaves a large body lying in a file.
    boundary, body = encode_multipart(data)
    return client.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def decide(robin, number=1, **sent):
    return robin.post(f"/admin/pictures/{number}", data=sent)


def test_a_picture_waits_is_shown_and_is_taken_out(site, sessions, client, app):
    jo, robin = site["jo"], site["robin"]
    assert send(jo, picture_file("JPEG", (2000, 1000))).location == PATH
    assert send(jo, picture_file("JPEG", (2000, 1000))).location == PATH, "pressed twice"
    assert "We have not looked at it yet" in jo.get(PATH).text
    assert [site[who].get("/pictures/1").status_code for who in ("jo", "robin", "ray", "sam")] == [200, 200, 404, 404]
    assert client.get("/pictures/1").status_code == 404
    assert jo.get("/pictures/1").headers["Cache-Control"] == "private, no-store"
    assert "/pictures/" not in client.get("/listings/1").text
    assert "/pictures/1" in robin.get("/admin/pictures").text
    assert decide(robin, answer="yes").location == "/admin/pictures"
    image = BeautifulSoup(client.get("/listings/1").text, "html5lib").select_one("main img")
    assert (image["src"], image["alt"], image["width"], image["height"], image["loading"]) == (
        "/pictures/1", WORDS, "1600", "800", "lazy",
    )  # fmt: skip
    answer = client.get("/pictures/1")
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=604800"
    assert client.get("/pictures/1", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert site["ray"].post("/provider/pictures/1/remove").status_code == 404
    assert jo.post("/provider/pictures/1/remove").location == PATH
    assert client.get("/pictures/1").status_code == 404
    assert "/pictures/" not in client.get("/listings/1").text
    assert list((app.extensions["kith_settings"].data / "uploads").iterdir()) == []
    assert jo.post("/provider/pictures/1/remove").status_code == 404
    assert robin.get("/admin/pictures/1").status_code == 404


def test_a_no_has_a_reason_and_two_staff_cannot_both_decide(site, sessions):
    jo, robin = site["jo"], site["robin"]
    send(jo, picture_file())
    assert decide(robin).status_code == 422
    assert decide(robin, answer="no").status_code == 422
    assert decide(robin, answer="no", reason="Somebody’s face is in it.").status_code == 303
    late = decide(robin, answer="yes")
    assert (late.status_code, "decided on this already" in late.text) == (422, True)
    assert "Somebody’s face is in it." in jo.get(PATH).text
    with sessions() as session:
        assert operations.ANSWERED in session.scalars(select(Message.subject)).all()


@pytest.mark.parametrize(
    ("sent", "words", "said"),
    [
        (None, WORDS, "Choose a picture."),
        (picture_file(), " ", "Say what is to be seen"),
        (picture_file(), "a" * 300, "200 letters"),
        (b"hello", WORDS, pixels.NO_PICTURE),
        (b"", WORDS, pixels.NO_PICTURE),
        (picture_file("JPEG", (900, 900))[:3000], WORDS, pixels.BROKEN),
        (picture_file() + b"\x00" * pixels.MOST_BYTES, WORDS, pixels.TOO_LARGE),
        (picture_file() + b"\x00" * 40_000_000, WORDS, pixels.TOO_LARGE),
    ],
    ids=["no file", "no words", "too many words", "no picture", "empty", "broken", "over 10 MB", "40 MB"],
)
def test_bad_input_is_told_on_the_form_and_what_was_typed_stays(site, sessions, sent, words, said):
    answer = send(site["jo"], sent, words)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html5lib")
    assert said in page.select_one(".govuk-error-summary").text
    assert page.select_one("input[name=words]")["value"] == words.strip()
    with sessions() as session:
        assert session.scalars(select(ListingPicture)).all() == []


def test_far_too_much_is_refused_and_so_is_much_from_whoever_is_not_signed_in(site, client):
    assert send(site["jo"], b"\x00" * 64_000_000).status_code == 413
    assert send(client, b"\x00" * 6_000_000).status_code in {302, 413}
    assert site["jo"].post(PATH, data={"words": "a" * 6_000_000}).status_code == 413, (
        "text is not what it is raised for"
    )
    assert send(site["jo"], b"\x00" * 6_000_000, path="/provider/listings/1/today").status_code == 413


def test_text_where_a_file_is_asked_for_and_a_file_for_text_are_told(site):
    jo = site["jo"]
    assert jo.post(PATH, data={"words": WORDS, "picture": "room.png"}).status_code == 422
    data = {"words": (io.BytesIO(b"x"), "a.txt"), "picture": (io.BytesIO(picture_file()), "a.png")}
    assert jo.post(PATH, data=data, content_type="multipart/form-data").status_code == 422


def test_a_page_has_six_pictures_at_most(site, sessions, app, now):
    folder = app.extensions["kith_settings"].data
    with sessions() as session:
        listing = session.get(Listing, 1)
        for shade in range(queries.MOST):
            make_picture(session, listing=listing, folder=folder, by_id=1, at=now, shade=shade * 20, live=bool(shade))
        with pytest.raises(DomainError, match="6 pictures"):
            make_picture(session, listing=listing, folder=folder, by_id=1, at=now, shade=222)
        session.commit()
    assert "Take one out to add another" in site["jo"].get(PATH).text
    assert "Add this picture" not in site["jo"].get(PATH).text


def test_the_same_picture_on_two_pages_stays_for_the_other(site, sessions, client, app, now):
    folder = app.extensions["kith_settings"].data
    with sessions() as session:
        for number in (1, 2):
            make_picture(session, listing=session.get(Listing, number), folder=folder, by_id=1, at=now)
        session.commit()
    site["jo"].post("/provider/pictures/1/remove")
    assert [client.get(f"/pictures/{number}").status_code for number in (1, 2)] == [404, 200]
    with sessions() as session:
        withdraw(session, listing=session.get(Listing, 2), at=now)
        session.commit()
    assert client.get("/pictures/2").status_code == 404, "gone with its page"


def test_somebody_else_s_page_takes_no_picture(site, sessions):
    assert send(site["ray"], picture_file()).status_code == 404
    assert send(site["sam"], picture_file()).status_code == 403
    assert site["ray"].get(PATH).status_code == 404
    assert site["jo"].get("/admin/pictures").status_code == 403

"""A client signed in as a person, without the form: the cookie and the sign-in it stands for."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.kernel import clock
from marketplace.people.models import Person
from marketplace.people.sign_in.operations import start


def signed_in(app, sessions, uniquifier: str):
    """Return a client of the app signed in as whoever has this number in their cookie."""
    with sessions() as session:
        person_id = session.scalar(select(Person.id).where(Person.fs_uniquifier == uniquifier))
        key = start(session, person_id=person_id, device="A browser on a computer", at=clock.now())
        session.commit()
    client = app.test_client()
    with client.session_transaction() as kept:
        kept["_user_id"], kept["_fresh"], kept["sign_in"] = uniquifier, True, key
    return client

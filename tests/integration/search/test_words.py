"""Staff change the table of words in the site, and the very next search uses it."""

from __future__ import annotations

import pytest

from marketplace.kernel.errors import DomainError
from marketplace.people.operations import give_role
from search.understanding import wants
from search.words import operations, queries
from tests.factories.people import make_person


@pytest.fixture
def robin(session, now):
    return make_person(session, at=now, known_as="Robin")


def means(session, words):
    return {phrase for one in wants(words, queries.table(session)) for phrase in one.phrases}


def test_a_new_row_a_changed_row_and_one_switched_off(session, now, robin):
    assert "befriending" in means(session, "lonely")
    assert "yarn" not in means(session, "woolly")
    operations.save(session, key="", said=["Woolly ", "wool"], means=["knitting", "yarn", ""], by_id=robin.id, at=now)
    assert {"knitting", "yarn"} <= means(session, "woolly")
    operations.save(session, key="lonely", said=["lonely"], means=["tea"], by_id=robin.id, at=now)
    assert "tea" in means(session, "lonely")
    assert "befriending" not in means(session, "lonely")
    operations.switch_off(session, key="lonely", by_id=robin.id, at=now)
    assert means(session, "lonely") == {"lonely"}
    row = queries.row(session, key="lonely")
    assert (row.shipped, row.changed, row.off) == (True, True, True)


def test_what_cannot_be_a_row_is_told(session, now, robin):
    with pytest.raises(DomainError, match="already"):
        operations.save(session, key="", said=["lonely"], means=["tea"], by_id=robin.id, at=now)
    with pytest.raises(DomainError, match="at least one"):
        operations.save(session, key="", said=["  "], means=["tea"], by_id=robin.id, at=now)
    with pytest.raises(DomainError, match="60"):
        operations.save(session, key="", said=["x"], means=[f"w{at}" for at in range(61)], by_id=robin.id, at=now)
    with pytest.raises(DomainError, match="no such row"):
        operations.switch_off(session, key="nothing", by_id=robin.id, at=now)


def test_the_pages_of_the_table(app, sessions, sign_in, now):
    app.config["WTF_CSRF_ENABLED"] = False
    with sessions() as session:
        robin = make_person(session, at=now, known_as="Robin")
        give_role(session, person=robin, role="site_staff", at=now)
        session.commit()
    client = sign_in(robin)
    assert "lonely" in client.get("/admin/words").text
    assert "befriending" in client.get("/admin/words/row?row=lonely").text
    assert client.get("/admin/words/row?row=nothing").status_code == 404
    refused = client.post("/admin/words/row", data={"said": "lonely", "means": "tea\ncake"})
    assert refused.status_code == 400
    assert "tea\ncake" in refused.text.replace("\r", ""), "what was typed stays"
    assert client.post("/admin/words/row", data={"said": "woolly", "means": "knitting"}).location == "/admin/words"
    assert client.post("/admin/words/off?row=woolly").location == "/admin/words"
    assert "Not used" in client.get("/admin/words").text

"""The words of every page as one table of grades, and that whatever is looked at on the way is really looked at."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from marketplace.app import create_app
from marketplace.cli.database import open_sessions
from marketplace.cli.millbrook import places
from marketplace.config import load_settings
from marketplace.kernel.clock import parse_moment
from marketplace.kernel.outbox.operations import write_message
from marketplace.kernel.words import WORDS
from search.indexing import service
from tests import watching, words
from tests.browser import pages
from tests.factories.people import make_person
from tests.integration.signing_in import signed_in


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Return the site with a town in it, the keys of its people, and the numbers of its pages."""
    patch = pytest.MonkeyPatch()
    patch.setenv("KITH_NOW", pages.SEEN)
    settings = load_settings(data=tmp_path_factory.mktemp("words"))
    sessions = open_sessions(settings)
    with sessions() as session:
        opened = places.open_town(session, at=parse_moment(pages.OPENED))
        numbers = pages.settle(session, town=opened, folder=settings.data)
        session.commit()
        keys = {key: person.fs_uniquifier for key, person in opened.people.items()}
    service.rebuild(sessions, service.engine_for(settings.index_folder))
    app = create_app(settings)
    app.test_client_class = FlaskClient  # the table is to be whole, and not to stop at its first fault
    yield app, keys, numbers
    sessions.kw["bind"].dispose()
    patch.undo()


def test_every_page_of_the_site_is_easy_to_read(town):
    app, keys, numbers = town
    rows, faults = [], []
    for who, paths in {"": pages.PUBLIC, **pages.SIGNED_IN}.items():
        client = signed_in(app, app.extensions["kith_sessions"], keys[who]) if who else app.test_client()
        for path in (each.format(**numbers) for each in paths):
            answer = client.get(path)
            assert answer.status_code in {200, 403, 404}, path
            page, bill = words.page_of(answer.text), bool(watching.BILL.fullmatch(path.partition("?")[0]))
            found = words.faults_of_page(page, bill=bill, names_all_words=path == "/words")
            longest = len(page.main.longest.split())
            rows.append(f"{page.main.grade:5.1f} {longest:3} words  {who or 'a visitor':10} {path}  {'; '.join(found)}")
            faults += found
    print("\n".join(rows))
    assert faults == [], "\n".join(["grade and longest sentence of each page:", *rows])


def test_what_stands_around_every_page_is_easy_to_read(town):
    app, _, _ = town
    page = words.page_of(app.test_client().get("/").text)
    around = words.Reading([each for each in page.whole.sentences if each not in page.main.sentences])
    assert len(around.sentences) > 0
    assert words.faults_of_words(around, bill=False) == []


GOOD = "<!DOCTYPE html><html lang='en'><head><title>A page</title></head><body><main><h1>A page</h1>{}</main></body></html>"
HARD = (
    "Notwithstanding considerable organisational interdependencies, multidisciplinary professionals periodically "
    "facilitate comprehensive individualised assessments."
)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"<p>{HARD}</p>", "grade"),
        (f"<ul><li>{HARD[:-1]}</li></ul>", "grade"),
        ("<p>" + "We go to see the sea and " * 6 + "stop.</p>", "a sentence of 43 words"),
        ("<p>Ask your support planner for it.</p>", "a word we do not use: support planner"),
        ("<label>Your ISF</label>", "a word we do not use: ISF"),
        ("<p>Our clients like it.</p>", "a word we do not use: clients"),
        ("<button aria-label='Go to your personal budget'>Go</button>", "a word we do not use: personal budget"),
        ("<p>Well done!</p>", "it shouts"),
        ("<h1>Again</h1>", "2 h1 headings"),
        ("<p><div>odd</div></p>", "not valid HTML"),
        ("<p>a</span>", "not valid HTML"),
    ],
)
def test_a_fault_in_a_page_is_seen(body, said):
    watching.look_at_page("/somewhere", GOOD.format(body), status=200)
    assert said in "\n".join(watching.take_faults())


@pytest.mark.parametrize(
    "body",
    [
        "<p>We will ring you on Monday. It costs £22.00 an hour.</p>",
        f"<p data-theirs>{HARD} Service users welcome!</p>",
        "<p>Money a provider looks after for you. You can tell the Information Commissioner. We will help you do that if you like.</p>",
        "<p>Floats, united, avoid, a patio: none of these is a word of the list.</p>",
    ],
)
def test_a_good_page_has_no_fault(body):
    watching.look_at_page("/somewhere", GOOD.format(body), status=200)
    assert watching.take_faults() == []


def test_a_bill_is_held_to_more_than_a_page():
    body = GOOD.format(
        "<p>We void this. Please tell the council before Tuesday if anything about the total is not what you expected.</p>"
    )
    for path, wrong in (("/invoices/7", {"grade", "never"}), ("/my/invoices", set())):
        watching.look_at_page(path, body.replace("We void", "We void" if wrong else "We leave"), status=200)
        found = "\n".join(watching.take_faults())
        assert {fault for fault in ("grade", "never") if fault in found} == wrong


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        ("Margaret, a visit is booked", "You can see it on the site.", "a name in the subject"),
        ("About your anxiety", "You can see it on the site.", "a health word in the subject"),
        ("A visit is booked, and here is all that you may want to know of it before the day", "Hello.", "letters"),
        ("A visit is booked", HARD, "grade"),
        ("A visit is booked", "Please note that it is at 10 am.", "a word we do not use"),
        ("A visit is booked", "Thank you!", "it shouts"),
    ],
)
def test_a_fault_in_a_message_is_seen_when_it_is_written(session, now, subject, body, said):
    make_person(session, at=now, known_as="Margaret")
    write_message(session, to="a@millbrook.example", subject=subject, body=body, at=now)
    assert said in "\n".join(watching.take_faults())


def test_a_good_message_has_no_fault(session, now):
    body = "Hello Margaret.\n\nA visit is booked. See it here:\nhttps://kith.example/my/visits/1\n\nKith, 0800 000 0000"
    write_message(session, to="a@millbrook.example", subject="A visit is booked", body=body, at=now)
    assert watching.take_faults() == []


def test_every_row_of_the_list_gives_words_that_are_found():
    for word in WORDS:
        for term in words.sector_terms(word.sector):
            assert words.banned_on_pages(f"About {term} and more."), (word.sector, term)

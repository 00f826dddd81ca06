"""What everyone may read, signed in or not."""

from __future__ import annotations

import pytest

from marketplace.kernel.words import WORDS
from marketplace.pages import presenters

PAGES = (
    *("/", "/not-sure", "/crisis", "/preferences", "/words", "/privacy"),
    *("/accessibility", "/how-we-order-results", "/sources"),
)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_one_heading_a_title_urgent_help_a_person_and_a_way_out(app, read, path):
    site = app.extensions["kith_settings"].site
    soup = read(path)
    assert len(soup.find_all("h1")) == 1
    assert soup.title.string.endswith(f" – {site.name}")
    strip = [link["href"] for link in soup.select("aside.crisis a")]
    assert strip == [*(line.href for line in site.crisis_lines), "/crisis"]
    assert site.phone in soup.footer.get_text()
    assert soup.select_one("header a.leave")["href"] == "/leave"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(read, path):
    soup = read(path)
    assert soup.select("[style], style, script:not([src]), [onclick]") == []
    fetched = [part.get("src") or part.get("href") for part in soup.select("script, img, link, use, iframe")]
    assert fetched
    assert all(address.startswith("/") for address in fetched)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_in_a_standing_page_to_itself_lands_somewhere(read, path):
    soup = read(path)
    for link in soup.select('a[href^="#"]'):
        assert soup.find(id=link["href"][1:]) is not None


def test_the_first_page_asks_one_question_and_offers_pictures_words_and_not_sure(read):
    soup = read("/")
    assert soup.h1.get_text() == "What would help?"
    tiles = [link["href"] for link in soup.select(".tile a")]
    assert tiles == [*(tile.href for tile in presenters.TILES), "/not-sure"]
    form = soup.find("form", action="/find")
    assert form["method"] == "get"
    assert [box["name"] for box in form.find_all("input")] == ["q", "near"]
    assert all(soup.find("label", attrs={"for": box["id"]}) for box in form.find_all("input"))


def test_the_word_list_shows_every_word_and_what_others_say(read):
    soup = read("/words")
    shown = [term["id"] for term in soup.select("dl.word-list dt")]
    assert sorted(shown) == sorted(word.slug for word in WORDS)
    assert all(word.sector in soup.main.get_text() for word in WORDS)


def test_each_urgent_number_has_a_card_that_can_be_pressed(app, read):
    cards = read("/crisis").select("section.care h2 a")
    assert [card["href"] for card in cards] == [line.href for line in app.extensions["kith_settings"].site.crisis_lines]


def test_everyone_whose_facts_are_used_is_named(read):
    said = read("/sources").main.get_text(" ", strip=True)
    assert "Source: Office for National Statistics licensed under the Open Government Licence v.3.0." in said
    assert "Contains Royal Mail data © Royal Mail copyright and database right" in said
    assert "GOV.UK" in said


def test_an_operators_colours_are_served_as_a_sheet(client):
    response = client.get("/colours.css")
    assert response.mimetype == "text/css"
    assert "data-theme=light" in response.text

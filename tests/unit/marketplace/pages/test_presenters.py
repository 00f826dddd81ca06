"""Tiles, care cards and an operator's colours."""

from __future__ import annotations

from marketplace.config import CrisisLine, Site
from marketplace.pages import presenters


def test_six_pictures_lead_to_six_different_searches():
    assert len({tile.href for tile in presenters.TILES}) == len(presenters.TILES) == 6
    assert all(tile.href.startswith("/find?") for tile in presenters.TILES)


def test_each_number_of_the_settings_has_a_card_with_reasons_and_only_danger_stands_out():
    cards = presenters.care_cards(Site().crisis_lines)
    assert [card.heading for card in cards] == [line.words for line in Site().crisis_lines]
    assert all(card.reasons for card in cards)
    assert [card.href for card in cards if card.now] == ["tel:999"]


def test_a_line_that_an_operator_adds_has_a_card_without_reasons():
    (card,) = presenters.care_cards([CrisisLine(words="Town helpline 01632 960001", href="tel:01632960001")])
    assert (card.heading, card.reasons, card.now) == ("Town helpline 01632 960001", (), False)


def test_an_operators_colours_become_properties():
    sheet = presenters.colour_sheet({"brand": "#123456", "link": "#abc"})
    assert "--brand-ground:#123456;--govuk-brand-colour:#123456;" in sheet
    assert "--govuk-link-colour:#abc;" in sheet
    assert sheet.count("{") == sheet.count("}")


def test_anything_that_is_not_a_known_colour_is_left_out():
    sheet = presenters.colour_sheet({"brand": "red;}body{display:none", "unknown": "#123456", "text": "#12345"})
    assert "display" not in sheet
    assert "#12345" not in sheet

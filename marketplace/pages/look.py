"""Text and colours: what a visitor chose, kept in a cookie and written into the page by the server, script or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from flask import Flask

COOKIE = "look"
THEMES = ("light", "dark")
SIZES = ("large", "largest")


@dataclass(frozen=True)
class Look:
    """The theme ("" follows the device) and the text size ("" is ordinary)."""

    theme: str = ""
    text: str = ""
    lang: str = "en"


def chosen() -> Look:
    """Return the look of this request; anything odd in the cookie is taken as no choice."""
    theme, _, text = request.cookies.get(COOKIE, "").partition(".")
    return Look(theme if theme in THEMES else "", text if text in SIZES else "")


def set_up(app: Flask) -> None:
    """Give every template `look`."""
    app.context_processor(lambda: {"look": chosen()})

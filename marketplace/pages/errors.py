"""Error pages that show even when the database does not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, request

from marketplace.pages import look

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

CODES = frozenset({400, 403, 404, 405, 409, 413, 429, 500, 503})


def answer(code: int, *, sentence: str = "") -> ResponseReturnValue:
    """Return the page for an HTTP error and its code; one that has no page of its own reads as 400.

    `sentence` is what the site knows about this case, in plain words. The page is made without Flask's context
    processors: Flask-Login's asks the database who is signed in, which is no help when the database is what failed.
    """
    template = current_app.jinja_env.get_template(f"errors/{code if code in CODES else 400}.html")
    return template.render(request=request, look=look.chosen(), sentence=sentence), code

"""How large a form may be, where a page takes files: its view says so, and every other page keeps the site's own limit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from flask import current_app, request
from flask_login import current_user

if TYPE_CHECKING:
    from flask import Flask

View = TypeVar("View", bound=Callable[..., Any])


def takes(most_bytes: int) -> Callable[[View], View]:
    """Say how many bytes somebody who is signed in may send to a view: more than it keeps, so that it can say so kindly."""

    def declare(view: View) -> View:
        view.most_bytes = most_bytes  # type: ignore[attr-defined]
        return view

    return declare


def set_up(app: Flask) -> None:
    """Raise the limit for each request to such a view, before anything reads what was sent."""

    @app.before_request
    def raise_limit() -> None:
        most: int | None = getattr(current_app.view_functions.get(request.endpoint or ""), "most_bytes", None)
        # A form without files stays within the site's own limit here too.
        if most is not None and request.mimetype == "multipart/form-data" and current_user.is_authenticated:
            request.max_content_length = most

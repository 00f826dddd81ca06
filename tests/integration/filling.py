"""What a browser would send of the form on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup


def filled(page: BeautifulSoup) -> dict[str, str | list[str]]:
    """Return everything that the forms of a page would send as they stand, buttons aside."""
    sent: dict[str, str | list[str]] = {}
    for one in page.select("main form [name]"):
        if one.name == "textarea":
            sent[one["name"]] = one.text.removeprefix("\n")
        elif one.get("type") in {"checkbox", "radio"}:
            if one.has_attr("checked"):
                sent.setdefault(one["name"], []).append(one["value"])
        elif one.name == "select":
            sent[one["name"]] = (one.select_one("option[selected]") or one.option)["value"]
        elif one.name == "input":
            sent[one["name"]] = one.get("value", "")
    return sent

"""A corner of the directory that staff look after: a claim, watched pages, pictures, and the regulator's list, all at once."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from listings.regulator.operations import bring_in
from listings.regulator.reading import Place
from listings.watching.operations import put_on_watch
from tests.factories.claiming import make_claim
from tests.factories.listings import make_listing
from tests.factories.pictures import make_picture

LISTED = date(2026, 7, 1)


def look_after(session: Session, *, town: Any, folder: Path, at: datetime) -> dict[str, int]:
    """Give Millbrook one of each; return the numbers that its addresses name.

    Harbour claims a page that has an address and one that has none; of its own page one picture is shown and one waits.
    """
    jo_id, harbour = town.people["jo"].id, town.listings["harbour"]
    told = {"organisation_id": harbour.organisation_id, "person_id": jo_id, "at": at}
    found, silent = (
        make_listing(session, at=at, name=name, email=email, phone="01632 960500")
        for name, email in (("Quay Street Choir", "choir@page.example"), ("Quay Street Chess", ""))
    )
    claims = [make_claim(session, listing=one, **told) for one in (found, silent)]
    watches = [
        put_on_watch(session, listing_id=found.id, why=why, by_id=by_id, at=at, look_again_on=at.date())
        for why, by_id in (
            ("The phone is not answered.", town.people["robin"].id),
            ("Somebody says it has closed.", None),
        )
    ]
    pictures = [
        make_picture(session, listing=harbour, folder=folder, by_id=jo_id, at=at, live=live, shade=shade)
        for live, shade in ((True, 120), (False, 90))
    ]
    bring_in(session, places=[Place("1-9990000002", "Weir House")], dated=LISTED, at=at)
    return {
        "claim": claims[0].id, "silent_claim": claims[1].id, "claimable": found.id, "watch": watches[0].id,
        "picture": pictures[0].id, "waiting_picture": pictures[1].id, "unlisted": town.listings["brightwater"].id,
    }  # fmt: skip

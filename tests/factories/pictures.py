"""Pictures, drawn by the test itself, and put on pages through the operations that people use."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from PIL import Image
from sqlalchemy.orm import Session

from listings.models import Listing
from listings.pictures.models import ListingPicture
from listings.pictures.operations import add_picture, approve

WORDS = "A bright room with a long table and plants in the window."


def picture_file(kind: str = "PNG", size: tuple[int, int] = (640, 480), shade: int = 120, **saved: object) -> bytes:
    """Return a file of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, (shade, 160, 150)).save(out, kind, **saved)
    return out.getvalue()


def make_picture(
    session: Session, *, listing: Listing, folder: Path, by_id: int, at: datetime, live: bool = True, shade: int = 120
) -> ListingPicture:
    """Put a picture on a page, shown unless `live` is false; each shade is another picture."""
    made = add_picture(
        session, listing=listing, sent=picture_file(shade=shade), words=WORDS, folder=folder, by_id=by_id, at=at
    )
    if live:
        approve(session, picture=made, listing=listing, by_id=by_id, at=at)
    return made

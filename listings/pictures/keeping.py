"""The files of pictures: in the uploads folder, each under the hash of what is in it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from listings.pictures.pixels import ENDING, Ready
from marketplace.kernel.errors import NotFoundError


def path_of(folder: Path, sha: str) -> Path:
    """Return where a picture lies. `folder` is the site's data folder."""
    return folder / "uploads" / f"{sha}.{ENDING}"


def read(folder: Path, sha: str) -> bytes:
    """Return what is in a picture's file: it is small. Raises NotFoundError where it is gone."""
    try:
        return path_of(folder, sha).read_bytes()
    except FileNotFoundError:
        raise NotFoundError from None


def keep(folder: Path, picture: Ready) -> None:
    """Write a picture beside its place and move it there in one step, so that nobody meets half of it."""
    place = path_of(folder, picture.sha)
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=place.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(picture.data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(place)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def let_go(folder: Path, sha: str) -> None:
    """Delete a picture's file."""
    path_of(folder, sha).unlink(missing_ok=True)

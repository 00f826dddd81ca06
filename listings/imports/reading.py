"""A file on the operator's disk into rows: what it is, whether it can be read whole, and where it came from."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from listings.imports import oruk, tables
from listings.imports.facts import Problem, Row
from listings.imports.text import decode
from marketplace.kernel.errors import DomainError

ENDINGS = {".json", ".csv", ".tsv", ".txt"}


class NotAFeedError(DomainError):
    """The file can be read and holds no listings: quietly passed over in a folder, told when named itself."""


@dataclass(frozen=True)
class Origin:
    """Where a file's rows come from: our name of the source, its name for people, licence and address."""

    source: str
    name: str
    licence: str = ""
    url: str = ""


@dataclass(frozen=True)
class Feed:
    """A file read whole."""

    origin: Origin
    rows: list[Row | Problem]


def files_in(path: Path) -> list[Path]:
    """Return the files of a path: itself, or every file of a folder that could be a feed. Raises DomainError."""
    if path.is_dir():
        found = sorted(
            one for one in path.rglob("*")
            if one.is_file() and one.suffix.lower() in {".json", ".csv", ".tsv"} and not one.name.endswith(".mapping.json")
        )  # fmt: skip
        if not found:
            raise DomainError(f"{path} holds no JSON or CSV file.")
        return found
    if not path.exists():
        raise DomainError(f"{path} is not there.")
    return [path]


def read_feed(path: Path, *, most_bytes: int, mapping: Path | None = None) -> Feed:
    """Return every row of a file.

    Raises NotAFeedError when it holds no listings, DomainError when it is too large or cannot be read to its end: then
    nothing of it is loaded.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            # A pipe or a device would be waited on for ever.
            raise DomainError(f"{path.name} is not a file of its own.")
        size = about.st_size
        if size > most_bytes:
            raise DomainError(
                f"{path.name} is {size:,} bytes, more than the {most_bytes:,} that KITH_IMPORT_MAX_BYTES allows."
            )
        text = decode(path.read_bytes())
    except OSError as error:
        raise DomainError(f"{path.name} cannot be read: {error.strerror}.") from None
    columns = _mapping(path, mapping)
    looks_json = path.suffix.lower() == ".json" or text.lstrip()[:1] in {"{", "["}
    try:
        if looks_json:
            return _json(path, text, columns)
        return Feed(_origin(path, whole=False), list(tables.csv_rows(text, mapping=columns)))
    except NotAFeedError:
        raise
    except DomainError as error:
        kind = NotAFeedError if "not a feed" in error.sentence else DomainError
        raise kind(f"{path.name} was not loaded: {error.sentence}.") from None


def _json(path: Path, text: str, columns: Mapping[str, str]) -> Feed:
    try:
        # Figures stay text: a price is never a binary fraction.
        document: Any = json.loads(text, parse_float=str, parse_constant=str, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise DomainError(f"it is not whole JSON ({error})") from None
    if isinstance(document, list):
        if any(oruk.holds_services(one) for one in document[:5]):
            document = {"contents": document}
        else:
            return Feed(_origin(path, whole=False), list(tables.json_rows(document, mapping=columns)))
    if not oruk.holds_services(document):
        raise NotAFeedError(f"{path.name} is not a feed: it holds no services.")
    return Feed(_origin(path, whole=True), list(oruk.rows(document)))


def _whole(figures: str) -> int | str:
    """Return a whole number; one with more figures than anything here has stays text."""
    return int(figures) if len(figures) < 19 else figures


def _mapping(path: Path, given: Path | None) -> dict[str, str]:
    file = given or path.with_name(f"{path.stem}.mapping.json")
    if given is None and not file.exists():
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise DomainError(f"The mapping file {file.name} cannot be read.") from None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise DomainError(f"The mapping file {file.name} must be our names to column names.")
    return {str(ours): theirs for ours, theirs in found.items()}


def _origin(path: Path, *, whole: bool) -> Origin:
    """Return where a file comes from: by SOURCE.txt beside or above it, else by its own name.

    All files of an Open Referral feed are one source (ids tell things apart); each table is a source of its own.
    """
    for folder in list(path.resolve().parents)[:3]:
        note = folder / "SOURCE.txt"
        if note.is_file():
            facts = dict(
                re.findall(
                    r"^(\w[\w ]*?)\s*:\s*(\S.*)$", note.read_text(encoding="utf-8", errors="replace"), re.MULTILINE
                )
            )
            licence = re.split(r"\s*(?:[(;]|\. |\.$)", facts.get("Licence", ""))[0]
            source = folder.name if whole else f"{folder.name}/{path.name}"
            url = facts.get("Repository", "").split(" ")[0]
            return Origin(source, _words(folder.name), licence[:200], url[:200])
    return Origin(path.stem if not whole else path.resolve().parent.name + "/" + path.stem, _words(path.stem))


def _words(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").split())

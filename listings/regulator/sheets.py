"""Rows of an ODS or Excel file: the one place that knows the library."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from marketplace.kernel.errors import DomainError

MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How such files begin."""
UNPACKED = 10
"""How many times its allowed size a packed file may hold."""


def is_sheet(start: bytes) -> bool:
    """Say whether a file that begins so is an ODS or Excel file."""
    return start.startswith(MARKS)


def tables(path: Path, *, most_bytes: int) -> Iterator[Iterator[list[Any]]]:
    """Yield the rows of each table of a file. Raises DomainError when it cannot be read, or holds too much."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                if sum(one.file_size for one in packed.infolist()) > most_bytes * UNPACKED:
                    raise DomainError(f"{path.name} holds more than this site reads.")
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            yield book.get_sheet_by_name(name).iter_rows()
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile):
        raise DomainError(f"{path.name} cannot be read. Save it anew as CSV, ODS or XLSX.") from None

"""Addresses of built style sheets, scripts and fonts: a name from the manifest with its hash in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def asset_url(built: Path) -> Callable[[str], str]:
    """Return the template function `asset("site.css")`; a name that is not built keeps its plain address."""
    manifest = built / "manifest.json"
    names: dict[str, str] = json.loads(manifest.read_text()) if manifest.exists() else {}

    def asset(name: str) -> str:
        return f"/static/{names.get(name, name)}"

    return asset

"""What the tests need beyond Python: Chromium, PostgreSQL, Pango, Java with Maven, and a font. Installed by apt where that may be done."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.postgres import is_there

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Part:
    """One part: its name, the Debian packages that bring it, and how to see that it is there."""

    name: str
    packages: tuple[str, ...]
    there: Callable[[], bool]


def chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def _has_font() -> bool:
    listing = shutil.which("fc-list")
    if listing is None:
        return os.path.isdir("/usr/share/fonts/truetype")  # noqa: PTH112
    return bool(subprocess.run([listing], capture_output=True, check=False).stdout.strip())


PARTS = (
    Part("Chromium", ("chromium",), lambda: chromium() is not None),
    Part(
        "Pango",
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
        lambda: all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")),
    ),
    Part("PostgreSQL", ("postgresql",), is_there),
    Part(
        "Java with Maven",
        ("default-jre-headless", "maven"),
        lambda: all(shutil.which(name) for name in ("java", "mvn")),
    ),
    Part("a font", ("fonts-dejavu-core", "fontconfig"), _has_font),
)


def install_missing() -> list[str]:
    """Install what is missing where apt may be used; return one sentence for each part still missing."""
    missing = [part for part in PARTS if not part.there()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = [package for part in missing for package in part.packages]
        print(f"Installing {', '.join(part.name for part in missing)}…", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
            env=quiet,
            check=False,
            stdout=subprocess.DEVNULL,
        )
    return [
        f"{part.name} is missing: install the packages {', '.join(part.packages)}, or the tests that need it are not run."
        for part in missing
        if not part.there()
    ]

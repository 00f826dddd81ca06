"""`python -m tests.benchmarks.importing [SERVICES]`: an import beside a bare `json` + `executemany` loop of the same rows.

The feed is Open Referral UK 3.0 in shape, made here. Ours reads, checks, places and writes each service with its times
and its index job; the bare loop parses the same file and writes the same number of rows of the same text into SQLite.
Both end with a commit. Prints one JSON line; the ratio is of one run.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from listings.imports.operations import load
from listings.imports.reading import read_feed
from marketplace.cli.database import open_sessions
from marketplace.config import load_settings
from marketplace.kernel.clock import now

WORDS = ("walking", "choir", "gardening", "someone to talk to", "cooking", "art class", "friendship", "football")


def service(at: int) -> dict:
    """Return one service, with an organisation, a place, times and a price."""
    word = WORDS[at % len(WORDS)]
    return {
        "id": f"00000000-0000-4000-8000-{at:012d}",
        "name": f"{word.title()} group {at}",
        "description": f"<p>Come for {word}. {WORDS[(at + 3) % len(WORDS)]} too.</p>" * 3,
        "status": "active",
        "url": f"https://group{at}.example",
        "email": f"group{at}@millbrook.example",
        "organization": {"id": f"o{at % 500}", "name": f"Neighbours {at % 500}"},
        "schedules": [{"freq": "WEEKLY", "byday": "TU", "opens_at": "13:00", "closes_at": "16:00"}],
        "cost_options": [{"amount": at % 5, "amount_description": "on the door"}],
        "service_at_locations": [
            {
                "location": {
                    "latitude": 53.3,
                    "longitude": -2.4,
                    "addresses": [{"address_1": "1 Quay Street", "postal_code": "M33 4BR"}],
                }
            }
        ],
        "phones": [{"number": "01632 960001"}],
    }


def ours(file: Path, folder: Path) -> tuple[float, int]:
    """Return the seconds our import takes, and how many listings it made."""
    settings = load_settings(data=folder)
    sessions = open_sessions(settings)
    start = time.perf_counter()
    feed = read_feed(file, most_bytes=settings.import_max_bytes)
    with sessions() as session:
        report = load(session, feed=feed, at=now(), seen=set())
        session.commit()
    spent = time.perf_counter() - start
    sessions.kw["bind"].dispose()
    return spent, report.added


def bare(file: Path, folder: Path) -> float:
    """Return the seconds of parsing the file and writing its services, times and jobs with nothing in between."""
    database = sqlite3.connect(folder / "bare.db")
    for setting in ("journal_mode=WAL", "synchronous=FULL"):
        database.execute(f"PRAGMA {setting}")
    database.execute(
        "CREATE TABLE listing (id INTEGER PRIMARY KEY, key TEXT UNIQUE, name TEXT, description TEXT, more TEXT)"
    )
    database.execute("CREATE TABLE times (id INTEGER PRIMARY KEY, listing INTEGER, opens TEXT, closes TEXT)")
    database.execute("CREATE TABLE jobs (id INTEGER PRIMARY KEY, listing INTEGER)")
    start = time.perf_counter()
    rows = json.loads(file.read_text(encoding="utf-8"))["contents"]
    database.executemany(
        "INSERT INTO listing (key, name, description, more) VALUES (?, ?, ?, ?)",
        [(row["id"], row["name"], row["description"], json.dumps(row["phones"])) for row in rows],
    )
    database.executemany(
        "INSERT INTO times (listing, opens, closes) VALUES (?, ?, ?)",
        [(at, one["opens_at"], one["closes_at"]) for at, row in enumerate(rows) for one in row["schedules"]],
    )
    database.executemany("INSERT INTO jobs (listing) VALUES (?)", [(at,) for at in range(len(rows))])
    database.commit()
    spent = time.perf_counter() - start
    database.close()
    return spent


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    os.environ["KITH_ENVIRONMENT"] = "test"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "feed.json"
        file.write_text(json.dumps({"contents": [service(at) for at in range(count)]}), encoding="utf-8")
        plain = bare(file, folder)
        spent, added = ours(file, folder / "var")
    print(
        json.dumps(
            {
                "benchmark": "importing",
                "services": count,
                "added": added,
                "import_s": round(spent, 2),
                "bare_s": round(plain, 3),
                "times_the_bare_loop": round(spent / plain, 1),
            }
        )
    )


if __name__ == "__main__":
    main()

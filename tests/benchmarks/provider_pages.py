"""`python -m tests.benchmarks.provider_pages [WAITING] [PAGES]`: staff's queue and an organisation's own pages beside bare pages.

The queue has WAITING versions in it (2,000), the organisation PAGES listings (60). Beside each: a Flask route that returns
as many bytes of fixed text, and one that renders the same template with the same facts at hand. All are asked for in turn,
in one process, round by round; medians are compared within the run. Prints one JSON line.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from listings.editing.models import ListingEdit
from listings.models import Listing
from marketplace.app import create_app
from marketplace.cli.database import open_sessions
from marketplace.cli.millbrook import places
from marketplace.config import load_settings
from marketplace.kernel.clock import now
from tests.benchmarks.search_and_listing_pages import bare, rendered
from tests.factories.editing import make_page_edit
from tests.factories.listings import make_listing
from tests.integration.signing_in import signed_in

ROUNDS = 60


def fill(session, town, *, waiting: int, pages: int) -> int:
    """Give Jo's organisation its pages, and the queue its versions; return the number of a version to check."""
    harbour, jo = town.organisations["harbour"], town.people["jo"]
    kept = sum(1 for one in town.listings.values() if one.organisation_id == harbour.id)
    for at in range(kept, pages):
        make_listing(session, at=now(), name=f"Group {at}", organisation=harbour)
    edit = make_page_edit(session, listing=town.listings["harbour"], by_id=jo.id, at=now())
    other = town.organisations["oakstreet"]
    for at in range(waiting - 1):
        listing = Listing(
            source="benchmark", source_key=str(at), kind="drop_in", name=f"Queued {at}", organisation_id=other.id,
            created_at=now(), updated_at=now(),
        )  # fmt: skip
        session.add(listing)
        session.flush()
        session.add(
            ListingEdit(
                listing_id=listing.id, organisation_id=other.id, status="sent", facts={**edit.facts, "name": f"Queued {at}"},
                written_at=now(), written_by_id=jo.id, sent_at=now(),
            )
        )  # fmt: skip
    session.commit()
    return edit.id


def measure(pages) -> dict[str, list[float]]:
    """Ask for each page in turn, round by round; return the seconds each took."""
    times: dict[str, list[float]] = {name: [] for name in pages}
    for at in range(ROUNDS + 3):
        for name, ask in pages.items():
            start = time.perf_counter()
            answer = ask()
            spent = time.perf_counter() - start
            assert answer.status_code == 200, (name, answer.status_code)
            if at >= 3:
                times[name].append(spent)
    return times


def main() -> None:
    """Measure and print."""
    waiting, pages = (int(text) for text in (*sys.argv[1:3], *("2000", "60")[len(sys.argv) - 1 :]))
    os.environ["KITH_ENVIRONMENT"] = "test"
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data=Path(folder))
        sessions = open_sessions(settings)
        with sessions() as session:
            town = places.open_town(session, at=now())
            number = fill(session, town, waiting=waiting, pages=pages)
            keys = {key: town.people[key].fs_uniquifier for key in ("jo", "robin")}
        app = create_app(settings)
        jo, robin = (signed_in(app, sessions, keys[key]) for key in ("jo", "robin"))
        asked = {
            "queue": (robin, "/admin/pages"), "check": (robin, f"/admin/pages/{number}"), "ours": (jo, "/provider/listings"),
            "steps": (jo, f"/provider/listings/{town.listings['harbour'].id}"),
        }  # fmt: skip
        sizes = {name: len(client.get(path).data) for name, (client, path) in asked.items()}
        wanted = {}
        for name, (client, path) in asked.items():
            plain, same = bare(sizes[name]).test_client(), rendered(app, client, [path])
            wanted[name] = lambda client=client, path=path: client.get(path)
            wanted[f"{name}_bare"] = lambda plain=plain: plain.get("/")
            wanted[f"{name}_rendered"] = lambda same=same: same.get("/0")
        times = measure(wanted)
    middle = {name: median(values) for name, values in times.items()}
    print(
        json.dumps(
            {
                "benchmark": "provider_pages",
                "waiting": waiting,
                "pages": pages,
                "rounds": ROUNDS,
                "page_bytes": sizes,
                "median_ms": {name: round(value * 1000, 2) for name, value in middle.items()},
                "times_the_bare_page": {name: round(middle[name] / middle[f"{name}_bare"], 1) for name in asked},
                "times_the_rendered_page": {
                    name: round(middle[name] / middle[f"{name}_rendered"], 2) for name in asked
                },
            }
        )
    )


if __name__ == "__main__":
    main()

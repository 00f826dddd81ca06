"""`python -m tests.benchmarks.sign_in`: signing in beside the bare check of one password.

Checking a password is slow on purpose (Argon2, see marketplace/people/passwords.py), so it is the floor: what is over it
is ours. A right password, a wrong one and an address nobody has are asked for in turn with the bare check, in one
process, round by round; medians are compared within the run. The last two should take as long as each other, so that
the time tells nobody which addresses are known. Prints one JSON line.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from pathlib import Path
from statistics import median

from argon2 import PasswordHasher

from marketplace.app import create_app
from marketplace.cli.database import open_sessions
from marketplace.config import load_settings
from marketplace.kernel.clock import now
from marketplace.people.passwords import COST, hashed
from tests.factories.people import PASSWORD, make_person

ROUNDS = 30


def main() -> None:
    """Measure and print."""
    os.environ["KITH_ENVIRONMENT"] = "test"
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data=Path(folder))
        sessions = open_sessions(settings)
        with sessions() as session:
            email = make_person(session, at=now()).email
            session.commit()
        app = create_app(settings)
        app.config["WTF_CSRF_ENABLED"] = False
        for limiter in app.extensions["limiter"]:
            limiter.enabled = False  # a person may be wrong ten times, not thirty
        stored, hasher = hashed(PASSWORD), PasswordHasher(**COST)

        def ask(address: str, password: str, status: int) -> None:
            answer = app.test_client().post("/sign-in", data={"email": address, "password": password})
            assert answer.status_code == status, answer.status

        deeds = {
            "bare_check": lambda: hasher.verify(stored, PASSWORD),
            "right": lambda: ask(email, PASSWORD, 302),
            "wrong": lambda: ask(email, "not-" + PASSWORD, 200),
            "nobody": lambda: ask("nobody@millbrook.example", PASSWORD, 200),
        }
        times: dict[str, list[float]] = {name: [] for name in deeds}
        for at in range(ROUNDS + 3):
            for name, deed in deeds.items():
                start = time.perf_counter()
                deed()
                if at >= 3:
                    times[name].append(time.perf_counter() - start)
    middle = {name: median(values) for name, values in times.items()}
    print(
        json.dumps(
            {
                "benchmark": "sign_in",
                "rounds": ROUNDS,
                "median_ms": {name: round(value * 1000, 2) for name, value in middle.items()},
                "times_the_bare_check": {name: round(middle[name] / middle["bare_check"], 2) for name in middle},
            }
        )
    )


if __name__ == "__main__":
    main()

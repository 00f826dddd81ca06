"""`python -m tests`: see to what the tests need beyond Python, build the look, run every test.

Words after it go to pytest. What cannot be installed is named in one sentence; with CI set that is a failure.
"""

from __future__ import annotations

import os
import sys

import click
import pytest

from marketplace.cli.assets import build_assets
from tests import needs

SIDE_BY_SIDE = ("-n", "auto", "--dist", "loadfile")
"""One process for each core; a file's tests stay together, so what they share is made once."""


def main() -> int:
    """Return pytest's exit code, or 1 when a part is missing in CI or the look cannot be built."""
    missing = needs.install_missing()
    for sentence in missing:
        print(sentence, file=sys.stderr)
    if missing and os.environ.get("CI"):
        return 1
    try:
        build_assets(progress=print)
    except click.ClickException as error:
        print(error.message, file=sys.stderr)
        return 1
    if not os.environ.get("KITH_TEST_DATA"):
        print("KITH_TEST_DATA is not set: tests on real feeds, official schemas and worked sums are not run.")
    return int(pytest.main([*SIDE_BY_SIDE, *sys.argv[1:]]))


if __name__ == "__main__":
    sys.exit(main())

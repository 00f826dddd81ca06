"""`python -m marketplace.cli` is the command kith."""

from __future__ import annotations

from marketplace.cli.main import main

main()

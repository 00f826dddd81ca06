"""Instead of what I have now: what else the same weekly money could do, each priced on a person's own real weeks (row A03)."""

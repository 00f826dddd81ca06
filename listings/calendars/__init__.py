"""When things happen, as a calendar that other programs read."""

"""How often a page was looked at, by day and by nobody."""

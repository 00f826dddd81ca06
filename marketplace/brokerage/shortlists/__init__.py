"""Things put aside: compared, printed, and shared by a link that tells nobody's name."""

"""People who sign in, and who may act for whom."""

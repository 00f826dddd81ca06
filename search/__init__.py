"""Finding: queries, engines, the index and its jobs."""

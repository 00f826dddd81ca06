"""Index jobs, the one writer, rebuilding and checking."""

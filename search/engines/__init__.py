"""One file an engine; the only places that import a search library."""

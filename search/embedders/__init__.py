"""One file an embedder; the only places that import what runs a model."""

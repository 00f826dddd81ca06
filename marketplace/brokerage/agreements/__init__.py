"""The standing contract between one person and one provider."""

"""One numbered file a step, in one line."""

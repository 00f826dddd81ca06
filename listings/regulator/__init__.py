"""The care regulator's list, as an operator brings it in, and what of it does not fit our pages (rules W1, W3, W4)."""

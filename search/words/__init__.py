"""The table of words as this site's staff keep it: what people say, and what is looked for beside it."""

"""Pictures of their own on a page: checked, made small, with words for those who do not see them."""

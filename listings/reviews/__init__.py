"""How it was, by people who had a visit; published by staff, answered by the provider (rule C8)."""

"""Mail, texts, letters and calls that wait to go out: written in the transaction of what they tell of."""

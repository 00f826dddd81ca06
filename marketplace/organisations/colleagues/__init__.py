"""Who acts in an organisation and as what: asking colleagues, taking that back, ending what they may do."""

"""The page of an entry, and what is done from it."""

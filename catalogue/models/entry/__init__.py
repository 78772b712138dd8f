"""The fields of an entry, a part of its page each; `intervention.py` puts them together."""

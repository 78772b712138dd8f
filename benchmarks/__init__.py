"""How fast and how large the search is, beside yardsticks measured in the same run."""

"""A visitor's own list: kept in the address alone, compared side by side, printed for a meeting."""

"""Copies of the database to keep, and the way back from one (säkerhetskopia, återläsning)."""

"""Keeping entries true: what is left to do, links that break, reminders and their answers."""

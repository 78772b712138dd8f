"""Versions: what an entry was after each change, by any path, who made it and when.

The database's own triggers name every row that is touched (`Touched`). `noting` writes a version of
each as a piece of work ends, in its transaction; what happens outside any piece of work is found
by the next one, by the page of history and by `manage.py note_versions`. The versions themselves
are kept by django-reversion. See docs/adr/0012-versions.md.
"""

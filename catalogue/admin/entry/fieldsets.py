"""The parts of an intervention's page, as Django's form takes them."""

from typing import Any

from catalogue.values.sections import LINES, SECTIONS, Section

RARE = ["collapse"]
_SHOWN_AS = {"documented_fields": "documented"}  # a list of names, in words


def _options(section: Section) -> dict[str, Any]:
    """Return the options of a part; rows of another table stand below, in forms of their own."""
    fields: list[Any] = [
        _SHOWN_AS.get(row, row) if isinstance(row, str) else row
        for row in section.rows
        if row not in LINES
    ]
    classes = {"classes": RARE} if section.rare else {}
    return {"fields": fields, "description": section.description, **classes}


FIELDSETS: Any = [(section.title, _options(section)) for section in SECTIONS]

"""Read where the facts of a fact sheet come from."""

from typing import Any

from catalogue.exchange.factsheets.phrases import shorten, tidy

_LONGEST = 300
_SCOPES = {
    "this insats": "beskriver just denna insats",
    "method or same kind elsewhere": "beskriver metoden, eller samma slags insats på annat håll",
    "name only": "nämner bara namnet",
    "proposed in source, not confirmed as existing": "föreslår insatsen, som kanske inte finns",
    "illustration": "påhittad för att visa",
}
_FIELDS = {
    "behovsgrupper": "need_groups",
    "kommuner": "municipalities",
    "note": "editor_note",
    "type": "types",
    "income_support": "income_supports",
    "contact": "contacts",
}


def read_basis(basis: dict[str, Any] | None) -> str:
    """Return the source and how far it reaches, in one line."""
    if not basis:
        return ""
    title, scope = tidy(basis.get("title", "")), tidy(basis.get("scope", ""))
    reach = _SCOPES.get(scope, scope)
    room = _LONGEST - len(reach) - 3
    whole = f"{shorten(title, room)} ({reach})" if title and reach else title or reach
    return whole[:_LONGEST]


def documented_fields(basis: dict[str, Any] | None) -> list[str]:
    """Return the fields that have a source, by their names in the catalogue."""
    names = basis.get("documented_fields", []) if basis else []
    return [_FIELDS.get(name, name) for name in names]

"""Demands that are said both to be made and not, in one file or between it and the catalogue."""

from collections.abc import Mapping
from typing import Any

from catalogue.models.requirements import contradictions
from catalogue.values.merging import Merged

DEMANDING = ("requirements", "not_required", "access", "forms")


def contradicted(values: Mapping[str, Any]) -> dict[str, str]:
    """Return why each denied requirement cannot be denied, by lasting values: slug -> reason."""
    yes, no, access, forms = (values.get(name) or () for name in DEMANDING)
    return contradictions(yes, no, access or "", forms)


def hold_what_contradicts(merged: Merged, present: Mapping[str, Any]) -> None:
    """Let what a file says of demands wait for a person, where the catalogue says the opposite."""
    if not contradicted({**present, **merged.write}):
        return
    for name in DEMANDING:
        if name in merged.write:
            merged.conflicts[name] = merged.write.pop(name)


def given_up(name: str, value: Any, present: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the opposite list keeps, when somebody has decided for one answer to demands."""
    opposite = {"requirements": "not_required", "not_required": "requirements"}.get(name)
    if opposite is None or not {*present[opposite]} & {*value}:
        return {}
    return {opposite: [key for key in present[opposite] if key not in value]}

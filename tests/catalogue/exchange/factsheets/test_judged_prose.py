"""Sentences that a careful person has read: nothing wrong is proposed, and most of it is found."""

import json
from pathlib import Path
from typing import Any

import pytest

from catalogue.models import ProposedFact
from tests.catalogue.exchange.conftest import Import
from tests.catalogue.exchange.records import record

JUDGED: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("judged_prose.json").read_text(encoding="utf-8")
)
FOUND = 0.6  # of all that the sentences say, so much must be found
EMPTY = dict.fromkeys(
    ("content", "referral", "criteria", "exclusion", "extent", "duration", "cost", "intake"), ""
)
# What a record tells in all of these, whatever its prose: a way in for oneself by its access.
GIVEN = {("routes", "self"), ("forms", "enskilt")}


@pytest.fixture
def proposed(import_records: Import) -> list[set[tuple[str, Any]]]:
    """Return what was read out of each sentence: field and value."""
    records = [
        record(
            id=number,
            name=f"Insats {number}",
            **EMPTY | {"access": "via handläggare"} | case["texts"],
        )
        for number, case in enumerate(JUDGED)
    ]
    report = import_records(*records, accept=False)
    assert not report.problems
    found: list[set[tuple[str, Any]]] = [set() for _ in JUDGED]
    for fact in ProposedFact.objects.select_related("intervention"):
        found[int(fact.intervention.source_id)] |= _parts(fact.field, fact.value)
    return found


def _parts(field: str, value: Any) -> set[tuple[str, Any]]:
    if not isinstance(value, list):
        return {(field, value)}
    return {(field, part["sender"] if isinstance(part, dict) else part) for part in value}


def _said(case: dict[str, Any]) -> set[tuple[str, Any]]:
    return {pair for field, value in case["says"].items() for pair in _parts(field, value)}


class TestProse:
    def test_is_never_read_wrongly(self, proposed: list[set[tuple[str, Any]]]) -> None:
        wrong = [
            (case["texts"], sorted(map(str, found - _said(case) - GIVEN)))
            for case, found in zip(JUDGED, proposed, strict=True)
            if found - _said(case) - GIVEN
        ]
        assert wrong == []

    def test_is_found_for_the_most_part(self, proposed: list[set[tuple[str, Any]]]) -> None:
        said = [_said(case) for case in JUDGED]
        missed = [
            (case["texts"], sorted(map(str, expected - found)))
            for case, expected, found in zip(JUDGED, said, proposed, strict=True)
            if expected - found
        ]
        share = 1 - sum(len(names) for _, names in missed) / sum(map(len, said))
        assert share >= FOUND, missed

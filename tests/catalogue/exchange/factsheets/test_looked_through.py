"""All that is read out of the demo's prose has been looked through, and stands in a file.

The demo takes it for said (`load_demo`). When the reader or a text changes, the difference is to be
read, sentence by sentence; then `LOOKED_THROUGH=on` writes the file anew.
"""

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings

from catalogue.exchange.factsheets.load import import_file
from catalogue.models import ProposedFact

FILE = Path(__file__).with_name("looked_through.json")
DEMO = settings.BASE_DIR / "fixtures" / "interventions.json"


def _read() -> dict[str, list[list[Any]]]:
    import_file(DEMO, source="demo", new=True, apply=True)
    found: dict[str, list[list[Any]]] = {}
    facts = ProposedFact.objects.select_related("intervention").order_by("pk")
    for fact in facts:
        told = [fact.field, fact.value, fact.words]
        found.setdefault(fact.intervention.source_id, []).append(told)
    return found


def test_is_what_the_reader_reads(reference: None) -> None:
    found = _read()
    if os.environ.get("LOOKED_THROUGH") == "on":
        lines = (
            f"{json.dumps(number)}: [\n"
            + ",\n".join(f"  {json.dumps(fact, ensure_ascii=False)}" for fact in facts)
            + "\n ]"
            for number, facts in found.items()
        )
        FILE.write_text("{\n " + ",\n ".join(lines) + "\n}\n", encoding="utf-8")
    known = json.loads(FILE.read_text(encoding="utf-8"))
    assert {number: facts for number, facts in found.items() if known.get(number) != facts} == {}
    assert known.keys() == found.keys()

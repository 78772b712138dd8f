"""The judged sets, and what each is asked of.

`frozen/` is a copy of the demo catalogue as it was when the sets were written: the demo itself may
grow and be better worded without moving a figure. `catalogue` and `general` are to develop
against; `heldout` was written before the engine was tuned, `open`, `wider` and `everyday` by judges
who had not seen it, the last two over 60 more entries; `everyday` holds almost only whole sentences
and synonyms. Grades are 1 to 3.
"""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
DEMO = FOLDER / "frozen" / "interventions.json"
MORE = FOLDER / "interventions-wider.json"
NEGATIVES = FOLDER / "search-negatives.json"  # searches for what the catalogue lacks
SHEETS = {  # set -> the fact sheets that it is asked of
    "catalogue": (DEMO,),
    "heldout": (DEMO,),
    "open": (DEMO,),
    "wider": (DEMO, MORE),
    "everyday": (DEMO, MORE),
    "people": (DEMO, MORE),
    "professionals": (DEMO, MORE),
}
GENERAL = "general"  # asked of documents of its own, by the engine alone
SETS = (*SHEETS, GENERAL)


def read(path: Path) -> Any:
    """Return what a file of the sets holds."""
    return json.loads(path.read_text(encoding="utf-8"))


def path_of(name: str) -> Path:
    """Return the file of a set."""
    return FOLDER / f"search-queries-{name}.json"

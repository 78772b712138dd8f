"""What the tests of whole imports share."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalogue.exchange.factsheets.load import import_file
from catalogue.exchange.factsheets.report import Report
from catalogue.exchange.sources import Sources

Import = Callable[..., Report]


@pytest.fixture
def import_records(reference: None, tmp_path: Path) -> Import:
    """Import some records as a file, and return the report."""

    def run(
        *records: dict[str, Any], apply: bool = True, source: str = "demo", accept: bool = True
    ) -> Report:
        new = source not in Sources()
        path = tmp_path / "demo.json"
        path.write_text(json.dumps(records))
        return import_file(path, apply=apply, source=source, new=new, accept=accept)

    return run

"""What the tests of whole imports share."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalogue.importing.load import import_file
from catalogue.importing.report import Report

Import = Callable[..., Report]


@pytest.fixture
def import_records(reference: None, tmp_path: Path) -> Import:
    """Import some records as a file named demo.json, and return the report."""

    def run(*records: dict[str, Any], apply: bool = True, source: str = "") -> Report:
        path = tmp_path / "demo.json"
        path.write_text(json.dumps(records))
        return import_file(path, apply=apply, source=source)

    return run

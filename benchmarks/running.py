"""Run the benchmark of each size in a process, a folder and a database that are thrown away."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.serving import ROOT

Figures = dict[str, Any]


def run(sizes: Iterable[int]) -> dict[str, dict[str, Figures]]:
    """Return the figures of every size; never touches the site's own database or index."""
    return {"sizes": {str(size): _run_one(size) for size in sizes}}


def _run_one(size: int) -> Figures:
    with tempfile.TemporaryDirectory(prefix="insatskatalogen-bench-") as name:
        folder = Path(name)
        out = folder / "figures.json"
        subprocess.run(
            [sys.executable, "-m", "benchmarks", str(size), str(out), str(folder)],
            cwd=ROOT,
            env=environment(folder),
            check=True,
        )
        figures: Figures = json.loads(out.read_text(encoding="utf-8"))
        return figures


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a site that is nobody's."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore::UserWarning",  # no staticfiles/, and none needed
        "DATABASE_URL": f"sqlite:///{folder / 'catalogue.sqlite3'}",
        "SNAPSHOT_DIR": str(folder / "snapshot"),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "HTTPS": "off",
        "DEBUG": "off",
        "WEB_CONCURRENCY": "2",
    }

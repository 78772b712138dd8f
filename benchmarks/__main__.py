"""Measure one size: `python -m benchmarks SIZE OUT.json FOLDER`, in an environment of its own."""

import json
import sys
from pathlib import Path

import django


def main(size: int, out: Path, folder: Path) -> None:
    """Measure and write the figures."""
    django.setup()
    from benchmarks.measuring import measure  # needs the models

    out.write_text(json.dumps(measure(size, folder)), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))

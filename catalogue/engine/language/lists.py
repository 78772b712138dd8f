"""Read the reviewed word lists beside this module."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lists"


def _lines(name: str) -> Iterator[str]:
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def pairs(name: str) -> Mapping[str, str]:
    """Return a list of "form base" lines as a mapping."""
    return dict(line.split() for line in _lines(name))


@cache
def fingerprint() -> str:
    """Return a hash that changes with any of the lists."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.txt")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]

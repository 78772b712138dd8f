"""Keep an index in a folder of plain arrays and tries, opened memory-mapped.

The description is written last and names every file with its checksum, and the folder takes its
place by one rename: a snapshot is whole or not there.
"""

import json
import shutil
import tempfile
import zlib
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from catalogue.engine.documents import IndexedFacet
from catalogue.engine.facets import FacetCodes
from catalogue.engine.fields import signature
from catalogue.engine.language import Analyser
from catalogue.engine.mapping import Mapped, mapped
from catalogue.engine.segment import Arrays, Segment

FORMAT = 4  # raise when the files or what they mean change
DESCRIPTION = "snapshot.json"
TRIES = ("terms", "spellings")
CHUNK = 1 << 20


class SnapshotError(Exception):
    """The snapshot is missing, stale or damaged; the message says which."""


def snapshot_version(analyser: Analyser, codes: FacetCodes) -> str:
    """Return what must agree between the writer of a snapshot and its reader."""
    text = f"{FORMAT} {analyser.version} {codes.signature} {signature()}"
    return f"{FORMAT}-{zlib.crc32(text.encode()):08x}"


def save(path: Path, segment: Segment, analyser: Analyser, codes: FacetCodes) -> None:
    """Write a segment into the folder `path`, replacing what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}-"))
    try:
        for field in fields(Arrays):
            np.save(folder / f"{field.name}.npy", getattr(segment.arrays, field.name))
        segment.terms.save(str(folder / "terms.marisa"))
        segment.spelling.trie.save(str(folder / "spellings.marisa"))
        description = {
            "version": snapshot_version(analyser, codes),
            "values": codes.values[1:],
            "checksums": {file.name: checksum(file) for file in sorted(folder.iterdir())},
        }
        content = json.dumps(description, ensure_ascii=False)
        (folder / DESCRIPTION).write_text(content, encoding="utf-8")
        replace_folder(folder, path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def replace_folder(new: Path, path: Path) -> None:
    """Put a folder in another's place; readers that have the old one mapped keep it."""
    if path.exists():
        old = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}-old-"))
        path.rename(old / "was")
        new.rename(path)
        shutil.rmtree(old, ignore_errors=True)
    else:
        new.rename(path)


def load(
    path: Path, analyser: Analyser, facets: Iterable[IndexedFacet]
) -> tuple[Segment, FacetCodes]:
    """Map the snapshot in a folder; raise SnapshotError unless it is whole and of this version."""
    try:
        description = json.loads((path / DESCRIPTION).read_text(encoding="utf-8"))
        codes = FacetCodes(facets, [(name, value) for name, value in description["values"]])
        if description["version"] != snapshot_version(analyser, codes):
            raise SnapshotError(
                f"Sökindexet i {path} hör till en annan version och måste byggas om."
            )
        expected = description["checksums"]
        for name, wanted in expected.items():
            if checksum(path / name) != wanted:
                raise SnapshotError(f"Sökindexet i {path} är skadat ({name}) och måste byggas om.")
        arrays = Arrays(
            **{field.name: mapped(path / f"{field.name}.npy") for field in fields(Arrays)}
        )
        terms, spellings = (trie(path / f"{name}.marisa") for name in TRIES)
        files = [Mapped.now(path / name) for name in expected]
    except OSError as error:
        raise SnapshotError(f"Sökindexet saknas eller är ofullständigt i {path}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"Sökindexet i {path} går inte att läsa.") from error
    return Segment(arrays, terms, spellings, files), codes


def trie(path: Path) -> Any:
    """Map a trie."""
    return marisa_trie.Trie().mmap(str(path))


def checksum(path: Path) -> int:
    """Return a checksum of a file's content."""
    total = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            total = zlib.crc32(chunk, total)
    return total

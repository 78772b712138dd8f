"""Which files are mapped into memory, and whether they still are what was mapped.

A file that is cut short while it is mapped ends the process that reads beyond its end. A process
made from one that has it mapped would end the same way, again and again: it must look first.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np


class Mapped(NamedTuple):
    """A file as it was when it was mapped."""

    path: Path
    inode: int
    size: int

    @classmethod
    def now(cls, path: Path) -> Self:
        """Note what a file is."""
        status = path.stat()
        return cls(path, status.st_ino, status.st_size)

    def is_whole(self) -> bool:
        """Tell whether the file is still there, and as long; what took its place is another."""
        try:
            return self == Mapped.now(self.path)
        except OSError:
            return False


def all_whole(files: Iterable[Mapped]) -> bool:
    """Tell whether every file is still what was mapped."""
    return all(file.is_whole() for file in files)


def mapped(path: Path) -> np.ndarray:
    """Open an array without reading it; an empty one cannot be mapped."""
    try:
        array: np.ndarray = np.load(path, mmap_mode="r")
    except ValueError:
        array = np.load(path)
    # A plain array over the mapping: a memmap costs more with every slice.
    return array.view(np.ndarray)

"""The map of Sweden: one outline a kommun, shaded by how much there is."""

import functools
import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypedDict

from django.conf import settings

from catalogue.search.areas import AreaCounts

SHADES = (1, 3, 10, 20)  # from how many entries each darker shade begins
MARGIN = 120  # around the area, in units of the drawing: about half a kommun
PIECE = re.compile(r"M(\d+) (\d+)l([^Mz]*)z?")  # where a piece begins, and its steps
NUMBER = re.compile(r"-?\d+")


class Outlines(TypedDict):
    """The drawing: its extent, and a path for each kommun."""

    viewBox: str
    paths: dict[str, str]


class Outline(NamedTuple):
    """One kommun on the map."""

    slug: str
    name: str
    path: str
    shade: int  # 0 for nothing of its own, up to 4
    counts: AreaCounts


@functools.cache
def read_outlines() -> Outlines:
    """Return the outlines, simplified from the boundaries of Statistics Sweden (SCB)."""
    drawing: Outlines = json.loads((settings.BASE_DIR / "fixtures" / "map.json").read_text("utf-8"))
    return drawing


def draw(places: Iterable[tuple[str, str, AreaCounts]]) -> list[Outline]:
    """Return the outlines of places given as slug, name and how many entries they have."""
    paths = read_outlines()["paths"]
    return [
        Outline(slug, name, paths[slug], sum(counts.own >= least for least in SHADES), counts)
        for slug, name, counts in places
        if slug in paths
    ]


def view_box(outlines: Iterable[Outline]) -> str:
    """Return the part of the map with every kommun that has something of its own, or all of it."""
    corners = [corner for place in outlines if place.shade for corner in _corners(place.path)]
    if not corners:
        return read_outlines()["viewBox"]
    across, down = zip(*corners, strict=True)
    left, top = min(across) - MARGIN, min(down) - MARGIN
    return f"{left} {top} {max(across) + MARGIN - left} {max(down) + MARGIN - top}"


def _corners(path: str) -> Iterator[tuple[int, int]]:
    """Yield each corner of an outline, which tells its first and then the steps to the next."""
    for first_x, first_y, steps in PIECE.findall(path):
        x, y = int(first_x), int(first_y)
        yield x, y
        numbers = iter(map(int, NUMBER.findall(steps)))
        for step_x, step_y in zip(numbers, numbers, strict=True):
            x, y = x + step_x, y + step_y
            yield x, y

"""The map of Sweden: one outline a kommun, shaded by how much there is."""

import functools
import json
from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from django.conf import settings

from catalogue.search.areas import AreaCounts

SHADES = (1, 3, 10, 20)  # from how many entries each darker shade begins


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

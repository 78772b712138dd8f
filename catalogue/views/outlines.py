"""The map of Sweden: one outline a kommun, shaded by how much there is."""

import functools
import json
from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from django.conf import settings

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
    own: int  # entries of its own


@functools.cache
def read_outlines() -> Outlines:
    """Return the outlines, simplified from the boundaries of Statistics Sweden (SCB)."""
    drawing: Outlines = json.loads((settings.BASE_DIR / "fixtures" / "map.json").read_text("utf-8"))
    return drawing


def draw(places: Iterable[tuple[str, str, int]]) -> list[Outline]:
    """Return the outlines of places given as slug, name and number of entries of their own."""
    paths = read_outlines()["paths"]
    return [
        Outline(slug, name, paths[slug], sum(own >= least for least in SHADES), own)
        for slug, name, own in places
        if slug in paths
    ]

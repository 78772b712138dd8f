"""Agreements that no linter knows."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates" / "public"


def test_the_example_environment_names_every_setting_that_is_read():
    settings = (ROOT / "insatskatalog" / "settings.py").read_text()
    read = set(re.findall(r'(?:env\.\w+|_required)\(\s*"([A-Z_]+)"', settings))
    told = set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert told == read


def test_every_template_is_used():
    code = "".join(path.read_text() for path in (ROOT / "catalogue").rglob("*.py"))
    pages = {path.name: path.read_text() for path in TEMPLATES.rglob("*.html")}
    everything = code + "".join(pages.values())

    unused = [name for name in pages if f'{name}"' not in everything]

    assert unused == []


@pytest.mark.parametrize("model", list(apps.get_app_config("catalogue").get_models()))
def test_names_of_models_and_fields_begin_in_lower_case(model):
    names = [str(model._meta.verbose_name), str(model._meta.verbose_name_plural)]
    if model.__name__ != "User":  # Django names its own fields
        names += [str(getattr(field, "verbose_name", "a")) for field in model._meta.get_fields()]

    assert [
        name
        for name in names
        if name[0].isupper() and name.split()[0] not in {"ID", "SUS-nummer", "ESF"}
    ] == []


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/insatser/",
        "/insatser/1-namn/",
        "/behov/",
        "/behov/namn/",
        "/organisationer/",
        "/organisationer/namn/",
        "/kommuner/",
        "/kommuner/namn/",
        "/hitta/",
        "/lista/",
        "/lista/jamfor/",
        "/lista/blad/",
        "/admin/",
        "/halsa",
        "/halsa/redo",
    ],
)
def test_the_lasting_addresses_are_answered(address):
    try:
        resolve(address)
    except Resolver404:
        pytest.fail(f"{address} has no page")


def test_a_partial_says_in_its_first_line_what_it_takes():
    for path in TEMPLATES.rglob("_*.html"):
        assert path.read_text().startswith("{# "), path.name


def test_every_static_file_that_a_template_names_exists():
    pages = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    named = set(re.findall(r'static\("([^"]+)"\)', pages))

    assert named
    assert [name for name in named if finders.find(name) is None] == []

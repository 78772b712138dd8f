"""One name, one thing: what a stranger can go by."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from catalogue.urls import pages

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates" / "public"
OF_DJANGO = {"Command", "Migration"}  # names that Django looks for in every such file
NO_TEMPLATE = {"completion_list"}  # answers with JSON


def test_no_two_classes_have_the_same_name():
    homes = defaultdict(list)
    for package in ("catalogue", "insatskatalog"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef) and node.name not in OF_DJANGO:
                    homes[node.name].append(str(path.relative_to(ROOT)))

    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


@pytest.mark.parametrize("page", pages, ids=lambda page: page.name)
def test_a_page_its_view_and_its_template_share_one_name(page):
    assert page.callback.__name__ == page.name
    assert page.name in NO_TEMPLATE or (TEMPLATES / f"{page.name}.html").exists()

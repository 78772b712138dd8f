"""One name, one thing: what a stranger can go by."""

from pathlib import Path

import pytest

from catalogue.urls import pages

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates" / "public"
NO_TEMPLATE = {"completion_list"}  # answers with JSON


@pytest.mark.parametrize("page", pages, ids=lambda page: page.name)
def test_a_page_its_view_and_its_template_share_one_name(page):
    assert page.callback.__name__ == page.name
    assert page.name in NO_TEMPLATE or (TEMPLATES / f"{page.name}.html").exists()

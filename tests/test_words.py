"""One name for one thing, and no word that hurts: over every text that somebody reads."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.engine.vocabulary.groups import read_groups

ROOT = Path(__file__).resolve().parent.parent
TABLE = tomllib.loads((ROOT / "tests" / "words_of_others.toml").read_text())
WORDS = TABLE["said"] | TABLE["hurts"]
# Where words of others are read, never shown.
READING = ("engine", "migrations", "factsheets")
SHOWN_OF_TERMS = (
    "name",
    "description",
    "entrance",
    "heading",
    "meaning",
    "explanation",
    "lacking",
    "spared",
)
SHOWN_OF_ENTRIES = (
    "name", "summary", "purpose", "content", "referral", "criteria", "exclusion", "note",
    "duration", "extent", "cost", "income_support", "intake",
)  # fmt: skip


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "templates").rglob("*.*")):
        yield str(path.relative_to(ROOT)), re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.S)


def code() -> Iterator[tuple[str, str]]:
    """Every string of the code: also an f-string and the words of the desk."""
    for path in sorted((ROOT / "catalogue").rglob("*.py")):
        if not set(READING).intersection(path.parts):
            tree = ast.parse(path.read_text())
            texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
            yield str(path.relative_to(ROOT)), "\n".join(t for t in texts if isinstance(t, str))


def guides() -> Iterator[tuple[str, str]]:
    for name in ("README.md", "docs/redaktor.md", "docs/in-och-ut.md", "docs/inloggning.md"):
        yield name, (ROOT / name).read_text()


def lists() -> Iterator[tuple[str, str]]:
    for name, rows in json.loads((ROOT / "fixtures" / "terms.json").read_text()).items():
        for row in rows:
            yield f"{name}: {row['name']}", "\n".join(str(row.get(f, "")) for f in SHOWN_OF_TERMS)


def entries() -> Iterator[tuple[str, str]]:
    for row in json.loads((ROOT / "fixtures" / "interventions.json").read_text()):
        yield row["name"], "\n".join(str(row.get(field, "")) for field in SHOWN_OF_ENTRIES)
    for path in sorted((ROOT / "fixtures" / "exempelforbund").glob("*.toml")):
        yield path.name, re.sub(r"(?m)^#.*$", "", path.read_text())


def test_no_page_says_what_only_the_desk_says():
    found = [
        f"{where}: ”{word}” → ”{ours}”"
        for where, text in templates()
        for word, ours in TABLE["on_pages"].items()
        if where.startswith("templates/public") and word in text.casefold()
    ]

    assert found == []


@pytest.mark.parametrize("texts", [templates, code, guides, lists, entries])
def test_every_text_says_it_in_our_words(texts):
    found = [
        f"{where}: ”{word}” → ”{ours}”"
        for where, text in texts()
        for word, ours in WORDS.items()
        if word in text.casefold()
    ]

    assert found == []


@pytest.mark.parametrize("word", TABLE["hurts"])
def test_a_word_that_hurts_is_known_to_the_search(word):
    terms = json.loads((ROOT / "fixtures" / "terms.json").read_text())["need_groups"]
    known = [*(text for group in read_groups() for text in group.said),
             *(text for row in terms for text in row["search_words"])]  # fmt: skip

    assert any(word in text.casefold() for text in known)

"""The lexicon, built once into the place the site keeps it, and an analyser on it."""

from pathlib import Path

import pytest

from catalogue.engine.language import Analyser, Lexicon, LexiconError
from catalogue.engine.language.build import build_lexicon
from catalogue.engine.vocabulary import read_groups

FOLDER = Path(__file__).parents[3] / "var" / "lexicon"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    try:
        return Lexicon(FOLDER)
    except LexiconError:
        build_lexicon(FOLDER, [group.said for group in read_groups()])
        return Lexicon(FOLDER)


@pytest.fixture(scope="session")
def analyser(lexicon: Lexicon) -> Analyser:
    return Analyser(lexicon)

"""The reviewed words: what people say, and what the catalogue calls it.

groups     one synonym group, and the reader of synonyms/*.toml
compiled   all groups, as the planner asks for them
expansions what a phrase also finds
tongues    which of its words are of other languages
deeds      who does what to whom
distress   signs of danger and despair: what opens the help box
relations  conditions that somebody near may have
gist       what a sentence is about that is no known phrase
hearing    how a text sounds: like distress, or like anything but
"""

from catalogue.engine.vocabulary.compiled import Vocabulary
from catalogue.engine.vocabulary.deeds import Stand, undisputed
from catalogue.engine.vocabulary.distress import Distress, signs_for
from catalogue.engine.vocabulary.expansions import Expansion, Keys, Phrase
from catalogue.engine.vocabulary.groups import (
    VocabularyError,
    WordGroup,
    group_from,
    read_groups,
)
from catalogue.engine.vocabulary.hearing import learned_hearing

__all__ = [
    "Distress",
    "Expansion",
    "Keys",
    "Phrase",
    "Stand",
    "Vocabulary",
    "VocabularyError",
    "WordGroup",
    "group_from",
    "learned_hearing",
    "read_groups",
    "signs_for",
    "undisputed",
]

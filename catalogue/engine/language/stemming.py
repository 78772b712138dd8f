"""The stem of a word: the snowball stemmer, kept from taking adjectives apart."""

import re

import Stemmer

from catalogue.engine.language import lists

# Snowball cuts -ig and -lig: "fattig" (poor) would meet "fattas" (is lacking).
ADJECTIVE = re.compile(r"(.{2,}ig)(?:a|t|e|as|es|ts|are|ast|aste)?")
_whole = lists.words("unstemmed")
_stemmer = Stemmer.Stemmer("swedish")


def stem(word: str) -> str:
    """Return what the inflections of a canonical word have in common."""
    if word in _whole:
        return word
    adjective = ADJECTIVE.fullmatch(word)
    return adjective[1] if adjective else _stemmer.stemWord(word)

"""Swedish analysis: folding, tokens, keys, compound parts, and the compiled lexicon.

folding       one canonical spelling, and one without å ä ö
tokens        text -> words with their places
lists         the reviewed word lists (lists/*.txt)
lexicon       the compiled dictionary, memory-mapped: lemmas, compound parts
derivation    verbs and the nouns made of them
analyser      words -> terms of the index
build         compiles the lexicon (the only user of simplemma); productivity is its method
"""

from catalogue.engine.language.analyser import Analyser, Terms, cased_term
from catalogue.engine.language.derivation import family
from catalogue.engine.language.folding import canonical, fold
from catalogue.engine.language.lexicon import Lexicon, LexiconError, lexicon_version
from catalogue.engine.language.tokens import Token, tokenise, words_of

__all__ = [
    "Analyser",
    "Lexicon",
    "LexiconError",
    "Terms",
    "Token",
    "canonical",
    "cased_term",
    "family",
    "fold",
    "lexicon_version",
    "tokenise",
    "words_of",
]

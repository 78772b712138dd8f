"""The words that the engine works with: the lexicon, the vocabulary, and names that are choices."""

import functools
import itertools
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from catalogue.engine.language import Analyser, Lexicon
from catalogue.engine.names import Names
from catalogue.engine.vocabulary import Vocabulary, WordGroup, read_groups
from catalogue.models import County, Municipality, NeedGroup, Organisation, SynonymGroup
from catalogue.models.lines import lines
from catalogue.search.facets import county_value


@functools.cache
def analyser() -> Analyser:
    """Return the Swedish analyser, with the lexicon mapped into memory."""
    return Analyser(Lexicon(settings.LEXICON_DIR))


def words_are_whole() -> bool:
    """Tell whether the lexicon that is mapped is still what it was."""
    return not analyser.cache_info().currsize or analyser().lexicon.is_whole()


def forget_words() -> None:
    """Read the lexicon anew when it is next asked for."""
    analyser.cache_clear()
    vocabulary_with.cache_clear()


@functools.cache
def reviewed_groups() -> tuple[WordGroup, ...]:
    """Return the synonym groups that come with the program."""
    return tuple(read_groups())


def load_vocabulary() -> Vocabulary:
    """Return the reviewed groups together with those that staff have written."""
    rows = SynonymGroup.objects.filter(active=True).order_by("pk")
    fields = ("kind", "terms", "hidden", "lay", "broader", "reverse", "case_sensitive")
    return vocabulary_with(tuple(rows.values_list(*fields)))


@functools.lru_cache(maxsize=2)  # what was and what is, or a catalogue with no words of its own
def vocabulary_with(rows: tuple[tuple[Any, ...], ...]) -> Vocabulary:
    """Return the reviewed groups with such rows: made once, whoever asks for it and when."""
    return Vocabulary([*reviewed_groups(), *itertools.starmap(_group, rows)], analyser())


def _group(
    kind: str, terms: str, hidden: str, lay: str, broader: str, reverse: bool, case_sensitive: str
) -> WordGroup:
    return WordGroup(
        kind=kind,
        terms=lines(terms),
        hidden=lines(hidden),
        lay=lines(lay),
        broader=lines(broader),
        reverse=reverse,
        case_sensitive=frozenset(lines(case_sensitive)),
        own=True,
    )


def load_names() -> Names:
    """Return the names that stand for a choice: places, organisations, needs."""
    names: dict[str, tuple[str, str]] = {}
    for name, formal, slug in Municipality.objects.values_list("name", "formal_name", "slug"):
        names[name] = names[formal] = ("kommun", slug)
    for name, code in County.objects.values_list("name", "code"):
        for known_as in (name, name.removesuffix(" län").removesuffix("s")):
            names.setdefault(known_as, ("kommun", county_value(code)))
    for body in Organisation.objects.order_by("pk"):
        for known_as in _names_of(body):
            names.setdefault(known_as, ("organisation", body.slug))
    for name, slug in NeedGroup.objects.order_by("pk").values_list("name", "slug"):
        names.setdefault(name, ("behov", slug))
    return Names(names)


def _names_of(body: Organisation) -> Iterable[str]:
    yield body.name
    if body.short_name:
        yield body.short_name
    yield from lines(body.other_names)

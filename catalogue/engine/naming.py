"""Find the names among the words of a search text, and make the groups of them."""

from collections.abc import Iterator

from catalogue.engine.alternatives import Alternatives, best_each
from catalogue.engine.groups import Alternative, Group, Recognised
from catalogue.engine.names import PLACE, Names
from catalogue.engine.reading import Reading
from catalogue.engine.wording import Word

PLACE_BOOST = 0.9


class NameFinder:
    """Finds what stands for a facet value that is no place: an organisation, a need group."""

    def __init__(self, names: Names, alternatives: Alternatives) -> None:
        self.names, self.alternatives = names, alternatives
        self.analyser = alternatives.analyser
        self.vocabulary = alternatives.reader.vocabulary

    def runs(self, words: list[Word]) -> Iterator[tuple[list[Word], Recognised | None]]:
        """Cut the words into runs; a run that is a name comes with what it stands for."""
        plain: list[Word] = []
        tokens = [word.token for word in words]
        place = 0
        while place < len(words):
            found = self.names.find(tokens, place, self.analyser.lexicon)
            if found is None or found[1][0] == PLACE:
                plain.append(words[place])
                place += 1
                continue
            size, (facet, value), proper = found
            if plain:
                yield plain, None
                plain = []
            named = words[place : place + size]
            typed = " ".join(word.token.surface for word in named)
            yield spelled(named, proper), Recognised(typed, facet, value)
            place += size
        if plain:
            yield plain, None

    def group(self, name: Recognised, words: list[Word]) -> Group:
        """Return the group of a name: its words, what they mean, and its facet value."""
        content = [w for w in words if not self.analyser.is_stop_word(w.token.word)]
        alternatives: list[Alternative] = []
        if len(content) == 1:
            alternatives += self.alternatives.of_readings(content[0].readings)
        else:
            members = self.alternatives.members([word.best for word in content])
            if members:
                alternatives.append(Alternative("exact", name.typed, 1.0, members))
            keys = self.vocabulary.keys(word.best for word in words)
            alternatives += self.alternatives.expansions(keys)
        facet = (name.facet, name.value)
        alternatives.append(Alternative("place", name.typed, PLACE_BOOST, (), facet))
        return Group(name.typed, best_each(alternatives))


def spelled(words: list[Word], proper: tuple[str, ...]) -> list[Word]:
    """Return the words of a name read as the name is written."""
    if len(words) != len(proper):
        return words
    return [
        word._replace(readings=(Reading(name, "exact", 1.0),))
        for word, name in zip(words, proper, strict=True)
    ]

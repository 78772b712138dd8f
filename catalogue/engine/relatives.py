"""Read a condition that somebody near has in two ways: help for them, and for whoever is near."""

from collections.abc import Sequence

from catalogue.engine.alternatives import Alternatives, best_each
from catalogue.engine.groups import Alternative, Group
from catalogue.engine.phrases import Places
from catalogue.engine.vocabulary import Keys
from catalogue.engine.wording import Word


class Relatives:
    """Adds the reading that a group lacks."""

    def __init__(self, alternatives: Alternatives) -> None:
        self.alternatives, self.vocabulary = alternatives, alternatives.reader.vocabulary

    def both(self, group: Group, words: Sequence[Word], places: Places, keys: Keys) -> Group:
        """Return the group of the words in these places with both readings, if it has two."""
        typed = [word.best for word in words]
        deeds = self.vocabulary.deeds
        near = [place for place in places if deeds.is_somebody_near(typed, place)]
        other: list[Alternative] = []
        if near and self.vocabulary.is_for_the_near(keys):
            ill = self.of_the_ill([words[place] for place in places if place not in near])
            if ill:
                return group._replace(alternatives=best_each(ill), second=group.alternatives)
        elif near or deeds.after_somebody_near(typed, places[0]):
            for phrase in self.vocabulary.help_for_the_near(keys):
                other += self.alternatives.of_phrase(phrase, "synonym", 1.0)
        return group._replace(second=best_each(other))

    def of_the_ill(self, words: Sequence[Word]) -> list[Alternative]:
        """Return how to find what the rest of a phrase about a relative says."""
        told = [word for word in words if not self.vocabulary.is_light(word.best)]
        if len(told) == 1:
            return [*self.alternatives.of_readings(told[0].readings)]
        return [*self.alternatives.expansions(self.vocabulary.keys(w.best for w in told))]

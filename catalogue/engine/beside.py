"""Make the groups of the words of facts and places: met in texts, and never missed there."""

from collections.abc import Sequence

from catalogue.engine.facts import REQUIREMENT, HeardFact
from catalogue.engine.grouping import Grouping
from catalogue.engine.groups import Alternative, AskedPlace, Group
from catalogue.engine.language import Token
from catalogue.engine.stances import NO
from catalogue.engine.wording import Wording

KINDS_OF_PLACE = frozenset(("kommun", "stad", "län"))


class WordsBeside:
    """Tells what the words of facts and places are worth in texts."""

    def __init__(self, wording: Wording, grouping: Grouping) -> None:
        self.wording, self.grouping = wording, grouping

    def are_alone(self, facts: Sequence[HeardFact], tokens: Sequence[Token]) -> bool:
        """Tell whether a text asks for some facts, and for nothing else."""
        if not facts:
            return False
        said = {place for each in facts for place in each.places}
        words = self.wording.words([t for place, t in enumerate(tokens) if place not in said])
        grouping = self.grouping
        return not any(
            grouping.is_asked_for(word) and not grouping.is_filler(word) for word in words
        )

    def of_facts(
        self, facts: Sequence[HeardFact], tokens: Sequence[Token], *, alone: bool
    ) -> tuple[list[Group], list[Group]]:
        """Return the groups of the words of facts: those that are sought, and those that may be.

        By itself "arabiska" is sought: by its word or the fact. "Gratis" never is.
        """
        sought: list[Group] = []
        beside: list[Group] = []
        for fact, places, met in facts:
            if not met or (fact.about and not alone):
                continue  # denied, or among the other words
            words = self.wording.words([tokens[place] for place in places])
            groups = [group for group in self.grouping.of_run(words)[0] if not group.filler]
            if fact.about:
                value = NO + fact.value if fact.facet == REQUIREMENT else fact.value
                so = Alternative("place", fact.typed, 1.0, (), (fact.facet, value))
                sought += [
                    group._replace(alternatives=(so, *group.alternatives)) for group in groups
                ]
            else:
                beside += groups
        return sought, beside

    def of_places(self, places: Sequence[AskedPlace]) -> list[Group]:
        """Return the groups of the names of places, which no entry need have.

        An entry that is named after the place is more likely meant than others there.
        """
        members_of = self.grouping.alternatives.members
        groups = []
        for place in places:
            members = members_of([word for word in place.name if word not in KINDS_OF_PLACE])
            if members:
                groups.append(
                    Group(place.typed, (Alternative("exact", place.typed, 1.0, members),))
                )
        return groups


def without_facts(
    facts: Sequence[HeardFact], tokens: Sequence[Token], *, alone: bool
) -> list[Token]:
    """Return the words that are left: those of the facts that entries have words of stay, too."""
    taken = {at for each in facts if alone or not each.fact.about for at in each.places}
    return [token for at, token in enumerate(tokens) if at not in taken]

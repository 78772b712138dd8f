"""What others have and people look for here, as every search has it at hand without asking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from catalogue.engine.groups import Elsewhere, Plan
from catalogue.engine.index import Index
from catalogue.engine.language import Token, tokenise
from catalogue.engine.neighbours import KnownWords, Neighbours, Service
from catalogue.engine.plan import MOST_CHARACTERS, MOST_WORDS
from catalogue.engine.vocabulary import Vocabulary
from catalogue.models import NeighbouringService
from catalogue.models.calling import with_switchboard
from catalogue.models.lines import lines
from catalogue.search.words import analyser

OF_A_KOMMUN = {NeighbouringService.Body.MUNICIPALITY, NeighbouringService.Body.EITHER}


class Switchboard(NamedTuple):
    """Where one rings to be put through in a kommun."""

    name: str
    phone: str


class Neighbour(NamedTuple):
    """A service of somebody else's, and where one rings about it in the kommun asked for."""

    service: NeighbouringService
    kommun: str = ""  # as in addresses, where one was asked for and its kommun may have the service
    switchboard: Switchboard | None = None  # None: nobody has told the number

    @property
    def of_a_kommun(self) -> bool:
        """Tell whether one's own kommun may have it."""
        return self.service.body in OF_A_KOMMUN


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """The services of others, and the switchboards that lead to those of a kommun."""

    services: Mapping[int, NeighbouringService]
    switchboards: Mapping[str, Switchboard]  # by the kommun's name in addresses
    recognising: Neighbours

    def elsewhere(self, plan: Plan, index: Index, vocabulary: Vocabulary) -> Elsewhere:
        """Return what the words of a plan name that others have."""
        asked = "elsewhere", plan.text, self
        known: Elsewhere | None = index.memory.get(asked)
        if known is None:
            tokens = list(tokenise(plan.text[:MOST_CHARACTERS]))[:MOST_WORDS]
            said = [token for token in tokens if not _is_of_a_place(token, plan)]
            known = self.recognising.among(said, KnownWords(index, vocabulary), plan)
            index.memory.put(asked, known)
        return known

    def beside_hits(self, elsewhere: Elsewhere) -> Elsewhere:
        """Leave out what is told only where nothing good is found."""
        services = self.services
        kept = (n for n in elsewhere.lacking if not services[n].only_when_missing)
        return elsewhere._replace(lacking=tuple(kept))

    def told(self, numbers: Iterable[int], kommun: str) -> list[Neighbour]:
        """Return some services, with the way to those of a kommun where one is asked for."""
        found = []
        for number in numbers:
            neighbour = Neighbour(self.services[number])
            if neighbour.of_a_kommun and kommun:
                neighbour = Neighbour(neighbour.service, kommun, self.switchboards.get(kommun))
            found.append(neighbour)
        return found


def _is_of_a_place(token: Token, plan: Plan) -> bool:
    return any(place.start <= token.start < place.end for place in plan.places)


def load_neighbourhood() -> Neighbourhood:
    """Return the services that are in use."""
    rows = NeighbouringService.objects.filter(active=True).prefetch_related("sources")
    services = {row.pk: row for row in rows.order_by("pk")}
    recognised = [
        Service(
            row.pk, (row.name, *lines(row.words)), lines(row.foreign_words), row.only_when_missing
        )
        for row in services.values()
    ]
    boards = with_switchboard().exclude(municipality=None).order_by("-pk")
    told = boards.values_list("municipality__slug", "name", "phone")
    switchboards = {slug: Switchboard(name, phone) for slug, name, phone in told}
    return Neighbourhood(services, switchboards, Neighbours(recognised, analyser()))

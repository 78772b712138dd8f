"""A plan: what a search text means to the engine, as groups of alternatives."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Literal, NamedTuple

from catalogue.engine.vocabulary import Distress, Stand

Kind = Literal["exact", "part", "parts", "fold", "typo", "synonym", "broader", "place"]
AGE = "alder"  # the facet of ages
Member = tuple[tuple[str, float], ...]  # any of these terms, each with its weight


class Alternative(NamedTuple):
    """One way of satisfying a group: documents that have a term of every member."""

    kind: Kind
    word: str  # the word or phrase it stands for, canonical
    boost: float
    members: tuple[Member, ...]
    facet: tuple[str, str] | None = None  # instead of terms: documents with this facet value
    shown: bool = True  # False for a blunt word that is matched and never displayed


class Group(NamedTuple):
    """One thing asked for, as typed, and every way in which a document may offer it."""

    typed: str
    alternatives: tuple[Alternative, ...]
    weak: bool = False  # only a guess at what was meant: its hits are weak
    filler: bool = False  # a word that every entry could carry
    plain: bool = False  # a word that the vocabulary does not know
    against: tuple[Alternative, ...] = ()  # what is for the other side of what was told
    stands: frozenset[Stand] = frozenset()  # on which sides of deeds whoever says it stands
    second: tuple[Alternative, ...] = ()  # another reading, as good: neither hides the other
    overall: bool = False  # what the whole text sounds like, beside what it says word by word


class Correction(NamedTuple):
    """A word that was read as another.

    `used` is empty when that is a blunt word, and none that may be shown means the same.
    """

    typed: str
    used: str
    weak: bool = False


class Recognised(NamedTuple):
    """Words understood as a facet value: an organisation, a need group."""

    typed: str
    facet: str
    value: str


class Doubt(Enum):
    """Why a place may not be what was meant."""

    NONE = ""
    WORD = "word"  # it is an ordinary word, too
    SPELLING = "spelling"


class AskedPlace(NamedTuple):
    """Words understood as a place. It is met in no text: it decides in what part a hit stands."""

    typed: str
    facet: str
    value: str
    start: int  # where in the text it is said, with the words that lead to it ("bor i")
    end: int
    near: bool = False  # what lies near it is asked for too
    doubt: Doubt = Doubt.NONE
    name: tuple[str, ...] = ()  # the words of the name as it is spelt


def fact_name(facet: str, value: str) -> str:
    """Return what an address calls a fact: every age is one and the same."""
    return facet if facet == AGE else f"{facet}-{value}"


class AskedFact(NamedTuple):
    """One thing that entries should answer: a value of a facet."""

    typed: str
    facet: str
    value: str
    about: bool = False  # entries have the words too

    @property
    def name(self) -> str:
        """Return what an address calls it."""
        return fact_name(self.facet, self.value)


class Elsewhere(NamedTuple):
    """Services of others that the words name, by number, those named first before the rest."""

    lacking: tuple[int, ...] = ()  # what the search is about, and the catalogue does not hold
    beside: tuple[int, ...] = ()  # named among other things, or held here, too


NOWHERE = Elsewhere()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a text asks for. Without groups: everything, or all that its places and facts take."""

    text: str = ""
    groups: tuple[Group, ...] = ()
    corrections: tuple[Correction, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    places: tuple[AskedPlace, ...] = ()
    passed_over: tuple[AskedPlace, ...] = ()  # names of places that were read as other words
    unknown_places: tuple[str, ...] = ()
    facts: tuple[AskedFact, ...] = ()
    beside: tuple[Group, ...] = ()  # the words of facts and places: met in texts, never missed
    unclear: tuple[str, ...] = ()  # facts that nothing is made of: they gainsay each other
    distress: Distress = Distress.NONE
    shortened: bool = field(default=False)  # the text was longer than the cap
    elsewhere: Elsewhere = NOWHERE
    sense: bytes = b""  # what it is about as a whole, beside its words: language/sense
    left_out: tuple[str, ...] = ()  # words that tell something, and were not asked for
    stands: frozenset[Stand] = frozenset()  # on which sides of deeds whoever writes stands

    @property
    def asked(self) -> tuple[Group, ...]:
        """Return what was asked for word by word, without what the whole sounds like."""
        return tuple(group for group in self.groups if not group.overall)

    @property
    def unheard(self) -> tuple[str, ...]:
        """Return what was typed of which no document has anything."""
        return tuple(dict.fromkeys(g.typed for g in self.asked if not g.alternatives))

    @property
    def named(self) -> list[Recognised]:
        """Return all that was recognised, the places first."""
        places = [Recognised(place.typed, place.facet, place.value) for place in self.places]
        return [*places, *self.recognised]

    @property
    def is_idle(self) -> bool:
        """Tell whether something was written, and nothing of it can be searched for."""
        return bool(self.text.strip()) and not (self.groups or self.places or self.facts)

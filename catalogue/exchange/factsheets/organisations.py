"""Read who is responsible for an intervention, and who takes part."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.exchange.factsheets.bodies import LONGEST_NAME, Body, Kind, is_common, kind_of
from catalogue.exchange.factsheets.places import Gazetteer, Place

_PARTNERS = re.compile(
    r"\s*,?\s+(?:tillsammans med|i (?:nära )?(?:samarbete|samverkan|samråd) med|ihop med|"
    r"med avtal med|på uppdrag av|med)\s+|\s+är värd(?:\s*[;,]\s*|\s+och\s+)|\s+värd\s*[;,]\s*",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"\bmed\s+(?P<owner>[^,;]+?)\s+som\s+(?:projektägare|huvudman|värd|ansvarig)\b", re.IGNORECASE
)
_ROLE = re.compile(r"\s*\((?:uppdragsgivare|huvudman|projektägare|värd|ansvarig)\)", re.IGNORECASE)
_THROUGH = re.compile(r"\s+(?:genom|via)\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"\s+(?:deltar|medverkar|gemensamt|i samverkan|i samarbete|tillsammans)$", re.IGNORECASE
)
_JOINTLY = re.compile(r"\b(?:deltar|medverkar|gemensamt|samverkan|tillsammans)\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"(\s*[,;/]\s*(?:(?:och|samt|med)\s+)?|(?<!-)\s+(?:och|samt|&)\s+)")
_IN_BRACKETS = re.compile(r"(?P<name>.+?)\s*\((?P<inside>[^)]*)\)")
_KOMMUNER = re.compile(r"\s+kommuner(?:na)?$", re.IGNORECASE)
_THE_KOMMUNER = re.compile(
    r"(?:alla )?kommunerna(?: i (?:(?:norra|södra|östra|västra|mellersta) )?(?P<area>\S+))?",
    re.IGNORECASE,
)
_THE_KOMMUN = re.compile(r"(?:hem)?kommunen|staden", re.IGNORECASE)
_THE_REGION = re.compile(r"regionen|(?=[a-zåäö]).*(?:psykiatri|(?<!re)habilitering|beroendevård).*")
_COMMISSIONER = re.compile(r"\(uppdragsgivare\)", re.IGNORECASE)
_VERB = re.compile(r"\s+(?:utför|driver|ansvarar|deltar|medverkar)$", re.IGNORECASE)
_NOBODY = re.compile(
    r"företag(?:en|are)?$|arbetsgivare|föreningar|kyrkor|näringsliv|leverantörer|\bgård$|"
    r"organisationer|skolor|kontor$|aktörer|partner",
    re.IGNORECASE,
)

Token = tuple[str, str]
"""What stood before a name in a list, and the name."""


@dataclass(frozen=True)
class Parties:
    """Who is responsible and who takes part."""

    responsible: Body
    participants: tuple[Body, ...] = ()
    told_apart: bool = True
    """Whether the responsible one could be told from the others."""


class OrganisationReader:
    """Read organisations with the help of the kommuner and the bodies known by name."""

    def __init__(self, gazetteer: Gazetteer, known: Mapping[str, Body]) -> None:
        self._gazetteer = gazetteer
        self._known = known  # by casefolded name, short name or former name

    def read(self, text: str, places: Sequence[Place], region: str) -> Parties:
        """Return the parties; what cannot be told apart is one cooperation by the text's name."""
        whole = " ".join(text.split()).strip(" .")
        owner = _OWNER.search(whole)
        owners = owner and self.party(owner["owner"], places, jointly=False)
        if owners:
            return Parties(owners[0])
        list_of = _ListReader(self, places, jointly=bool(_JOINTLY.search(whole)))
        plain = _TAIL.sub("", _THROUGH.sub(", ", _ROLE.sub("", whole)))
        lead, *others = _PARTNERS.split(plain)
        named = list_of.bodies(lead)
        partners = [body for part in others for body in list_of.bodies(part)]
        if len(named) > 1 and _COMMISSIONER.search(whole):
            return Parties(named[1], _others(named[1], [*named, *partners]))
        first = self._responsible(lead, list_of)
        proper = first is not None and (self._is_known(first) or not is_common(first.name))
        if first is not None and first in named and proper:
            return Parties(first, _others(first, [*named, *partners]))
        common = is_common(lead if first else whole)
        name = self._placed(whole if common or not first else first.name, places, region, common)
        whoever = Body(name, first.kind if first else Kind.COOPERATION)
        known = [body for body in [*named, *partners] if self._is_known(body)]
        return Parties(whoever, _others(whoever, known), told_apart=first is not None)

    def _responsible(self, lead: str, list_of: "_ListReader") -> Body | None:
        """Return the body that the text begins with, where that is one body."""
        tokens = list_of.tokens(lead)
        first = tokens[0][1] if tokens else ""
        if _THE_KOMMUNER.fullmatch(first) or kind_of(lead) == Kind.COOPERATION:
            return None
        if list_of.party(first):
            return next(iter(list_of.bodies(lead)), None)
        kind = kind_of(first)
        if kind:
            return Body(first[:LONGEST_NAME], kind)
        in_a_place = len(tokens) == 2 and self._gazetteer.find(tokens[1][1]) is not None
        return Body(lead[:LONGEST_NAME], Kind.OTHER) if in_a_place or len(tokens) == 1 else None

    def party(self, text: str, places: Sequence[Place], *, jointly: bool) -> list[Body] | None:
        """Return the known bodies that the words stand for; `None` where they are not known."""
        name = _VERB.sub("", text.strip(" ."))
        known = self._known.get(name.casefold()) or self._known_in_a_place(name)
        if known:
            return [known]
        place = self._gazetteer.find(name) if jointly else self._gazetteer.find_formal(name)
        if place:
            return [self.kommun(place)]
        bracketed = _IN_BRACKETS.fullmatch(name)
        if bracketed:
            return self._with_brackets(bracketed, places, jointly=jointly)
        everybody = _THE_KOMMUNER.fullmatch(name)
        if everybody:
            meant = not everybody["area"] or _is_area(everybody["area"], places)
            return [self.kommun(place) for place in places] if meant else []
        if _THE_KOMMUN.fullmatch(name):
            return [self.kommun(place) for place in places] if len(places) == 1 else []
        return None

    def care(self, name: str, places: Sequence[Place]) -> Body | None:
        """Return the region, or its unit, where the words name health care that regions run."""
        regions = {place.region for place in places}
        if len(regions) != 1 or not _THE_REGION.fullmatch(name):
            return None
        region = self._known.get(regions.pop().casefold())
        return region.unit(name) if region and name != "regionen" else region

    def is_place(self, name: str) -> bool:
        """Tell whether the name is that of a kommun and nothing more."""
        return self._gazetteer.find(name) is not None

    def _known_in_a_place(self, name: str) -> Body | None:
        """Return the body in "Arbetsförmedlingen Gävle" or "Arbetsförmedlingen i Gävle"."""
        words = name.split()
        if len(words) < 2 or not self.is_place(words[-1]):
            return None
        rest = words[:-2] if words[-2].casefold() == "i" else words[:-1]
        return self._known.get(" ".join(rest).casefold())

    def _is_known(self, body: Body) -> bool:
        return bool(body.top.municipality) or body.top.name.casefold() in self._known

    def _with_brackets(
        self, bracketed: re.Match[str], places: Sequence[Place], *, jointly: bool
    ) -> list[Body] | None:
        bodies = self.party(bracketed["name"], places, jointly=jointly)
        if not bodies:
            return bodies
        same = self._known.get(bracketed["inside"].casefold()) == bodies[0]
        return bodies if same else [bodies[0].unit(bracketed["inside"])]

    def kommun(self, place: Place) -> Body:
        """Return the kommun's own organisation."""
        known = self._known.get(place.formal_name.casefold())
        return known or Body(place.formal_name, Kind.MUNICIPALITY, place.code)

    def _placed(self, name: str, places: Sequence[Place], region: str, common: bool) -> str:
        """Return the name; one that any county could use gets the place it is used in."""
        suffix = ""
        named = any(place.name in name for place in places)
        if common and places and not named and region.casefold() != "alla":
            few = len(places) <= 3 or not region
            suffix = f" ({_listed([place.name for place in places]) if few else region})"
        return f"{name[: LONGEST_NAME - len(suffix)]}{suffix}"[:LONGEST_NAME]

    def expand(self, tokens: list[Token]) -> list[Token]:
        """Turn "Växjö och Alvesta kommuner" into two kommuner."""
        names = [name for _, name in tokens]
        for end in reversed(range(len(names))):
            if not _KOMMUNER.search(names[end]):
                continue
            names[end] = _KOMMUNER.sub("", names[end])
            for i in range(end, -1, -1):
                place = self._gazetteer.find(names[i])
                if place is None:
                    break
                names[i] = place.formal_name
        return [(separator, name) for (separator, _), name in zip(tokens, names, strict=True)]


class _ListReader:
    """Read the lists of one fact sheet's parties."""

    def __init__(
        self, reader: OrganisationReader, places: Sequence[Place], *, jointly: bool
    ) -> None:
        self._reader = reader
        self._places = places
        self._jointly = jointly

    def party(self, name: str) -> list[Body] | None:
        return self._reader.party(name, self._places, jointly=self._jointly)

    def tokens(self, text: str) -> list[Token]:
        parts = ["", *_SEPARATOR.split(text)]
        pairs = list(zip(parts[::2], parts[1::2], strict=True))
        return self._reader.expand([(mark, name.strip()) for mark, name in pairs if name.strip()])

    def bodies(self, text: str) -> list[Body]:
        """Return the bodies of a list; words after a comma may name a unit of the one before."""
        bodies: list[Body] = []
        owner: Body | None = None  # the body whose unit may be named next
        unit = ""
        for separator, name in self.tokens(text):
            party = self.party(name)
            more = _goes_on(unit, name) if unit else "," in separator
            if party is not None:
                bodies += party
                owner = party[-1] if party and party[-1].may_have_units else None
                unit = ""
            elif _NOBODY.search(name):
                owner = None
            elif owner and more:
                if not self._reader.is_place(name):
                    unit = f"{unit}{separator}{name}" if unit else name
                    bodies[-1] = owner.unit(unit)
            elif care := self._reader.care(name, self._places):
                bodies.append(care)
                owner, unit = care.top, care.name if care.parent else ""
            elif name[:1].isupper():
                bodies.append(Body(name[:LONGEST_NAME], kind_of(name) or Kind.OTHER))
                owner = None
        return bodies


def _goes_on(unit: str, name: str) -> bool:
    """Tell whether the name is more of a unit: "arbete och välfärd", "förskolan och IFO"."""
    abbreviation = name.isupper() and kind_of(name) is None
    return name[:1].islower() or unit[:1].isupper() or abbreviation


def _is_area(area: str, places: Sequence[Place]) -> bool:
    """Tell whether all the kommuner lie in the county that the words mean."""
    stem = area.casefold().rstrip("s")
    return stem in {"länet", "området"} or all(
        place.county.casefold().startswith(stem) for place in places
    )


def _others(first: Body, bodies: Sequence[Body]) -> tuple[Body, ...]:
    """Return the bodies once each, without the first and without those that a unit stands for."""
    parents = {body.parent for body in [first, *bodies] if body.parent}
    rest = [body for body in bodies if body != first and body not in parents]
    return tuple(dict.fromkeys(rest))


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} och {last}" if first else last

"""Read what a text says in so many words that it does not demand.

A waiver that is read where there is none makes "kräver inte …" lie, so only plain turns count:
"ingen remiss krävs", "SGI behövs inte", "inga krav på svenska". What is merely not mentioned, or
does not matter ("oavsett"), stays not known.
"""

import re
from collections.abc import Iterator

from catalogue.exchange.factsheets.phrases import sentences

_NOUNS = {
    "sgi": r"SGI|sjukpenninggrundande inkomst\w*",
    "inskrivning-af": r"inskriv\w+ (?:på|hos|vid|i) (?:AF\b|arbetsförmedling\w*)|AF-inskrivning",
    "lakarutlatande": r"läkar(?:utlåtande\w*|intyg\w*)|sjukintyg\w*|medicinskt? underlag",
    "remiss": r"(?:vård)?remiss(?:er)?",
    "bistandsbeslut": r"biståndsbeslut|beslut om bistånd|beslut från socialtjänsten",
    "arbetsformaga": r"(?:bedömd )?arbetsförmåga|bedömning av arbetsförmåga\w*",
    "svenska": (
        r"(?:kunna |tala )?(?:(?:så )?mycket |bra |särskilt bra )?svenska|"
        r"kunskaper i svenska|svenskkunskaper"
    ),
    "drogfrihet": r"drogfri(?:het)?|nykter(?:het)?",
    "diagnos": r"diagnos(?:er)?",
    "grupp": r"(?:vara|delta) i (?:en )?grupp",
}
_ANY = "|".join(f"(?:{noun})" for noun in _NOUNS.values())
_MORE = r"(?:,| och| eller|, eller) (?:ingen |inget )?(?:\w+ eller )?"
_LIST = rf"(?:{_ANY})(?:{_MORE}(?:{_ANY}))*"
_NONE = r"(?:ingen|inget|inga|varken)"
_NEEDED = r"(?:krävs|behövs|fordras)"
_TURNS = [
    re.compile(turn, re.IGNORECASE)
    for turn in (
        rf"\b{_NONE} (?P<list>{_LIST})(?: {_NEEDED})",
        rf"\b{_NEEDED} {_NONE} (?P<list>{_LIST})",
        rf"\b(?P<list>{_LIST}) {_NEEDED} (?:inte|ej)",
        rf"\b(?P<list>{_LIST}) är (?:inte|inget|ej) (?:ett )?(?:krav|nödvändig\w*)",
        rf"\b(?:{_NONE}|utan) krav på (?:att )?(?P<list>{_LIST})",
        rf"\bbehöver (?:inte|ej|ingen|inget) (?:ha |vara )?(?:\w{{2,5}} )?(?P<list>{_LIST})",
        rf"^{_NONE} (?P<list>{_LIST})$",
    )
]
# "Missbruk är inget hinder": said of the use, not of sobriety.
_USE_IS_NO_HINDER = re.compile(
    r"\b(?:missbruk|beroende)\b[^.,;]{0,30}\b(?:inget hinder|utesluter inte)", re.IGNORECASE
)
_COMPILED = {slug: re.compile(rf"\b(?:{noun})", re.IGNORECASE) for slug, noun in _NOUNS.items()}


def read_waivers(text: str) -> set[str]:
    """Return the slugs of the requirements that the text says are not demanded."""
    return {slug for sentence in sentences(text) for slug in _waived(sentence)}


def _waived(sentence: str) -> Iterator[str]:
    for said in _said(sentence):
        yield from (slug for slug, noun in _COMPILED.items() if noun.search(said))
    if _USE_IS_NO_HINDER.search(sentence):
        yield "drogfrihet"


def _said(sentence: str) -> Iterator[str]:
    """Yield the lists that a plain turn waives, in the sentence or in a clause of it."""
    clauses = re.split(r",\s|\s[–—]\s|[.:;()]", sentence)
    for part in (sentence, *(clause.strip() for clause in clauses)):
        for turn in _TURNS:
            yield from (found["list"] for found in turn.finditer(part))

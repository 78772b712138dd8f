"""Read who opens the door to an intervention: one route a sender, with its cost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalogue.exchange.factsheets.money import SenderCost, read_costs_by_sender
from catalogue.exchange.factsheets.phrases import sentences, shorten
from catalogue.models import Intervention, ReferralRoute

Sender = ReferralRoute.Sender
Cost = Intervention.Cost
Access = Intervention.Access

LONGEST_HOW, LONGEST_COST = 300, 200

_WORDS: dict[ReferralRoute.Sender, str] = {
    Sender.SELF: (
        r"\begen (?:anmälan|ansökan|kontakt|vårdbegäran|bokning|begäran)|\b(?:du|personen|ungdomen|"
        r"deltagaren) själv|\b(?:ring|mejla|kontakta|sök|anmäl|kom)\b[^.]*\bsjälv\b|"
        r"\bvem som helst\b(?! av)|\bdrop[- ]?in\b|^öppe[nt]\b|\bkom som du är\b|\bingen anmälan\b|"
        r"^ring\b|\bkom förbi\b|\balla (?:kan|är välkomna)|^alla som\b|\bungdomen\b|"
        r"\bkan komma direkt\b|\banmäl dig\b|\bdu (?:ansöker|anmäler dig|söker) själv\b|"
        r"^sök (?:via|på|hos)\b|^fråga på\b|"
        r"\bansök(?:an|er)? om bistånd\b|\bbiståndsansökan\b|\bansök själv\b"
    ),
    Sender.RELATIVE: (
        r"\banhörig|\bförälder|\bföräldrar|\bgranne|\bnärstående|\bnågon du litar på|"
        r"\bbe någon ringa|\bfamilj(?:en)?\b|\bvårdnadshavare"
    ),
    Sender.EMPLOYMENT_SERVICE: r"\bAF\b|\barbetsförmedl(?:ing|are)",
    Sender.SOCIAL_INSURANCE: r"\bFK\b|\bförsäkringskassan",
    Sender.SOCIAL_SERVICES: (
        r"socialtjänst|ekonomiskt bistånd|försörjningsstöd|socialkontor|socialförvaltning|"
        r"\bIFO\b|biståndshandläggare|boendestöd|socialsekreterare|"
        r"\bkommun(?:ens?|er|erna)?\b(?! arbetsmarknad)"
    ),
    Sender.LABOUR_MARKET_UNIT: (
        r"arbetsmarknadsenhet|\bAME\b|arbetsmarknadsavdelning|arbetsmarknadshandläggare|"
        r"jobbcent(?:er|rum)"
    ),
    Sender.PRIMARY_CARE: (
        r"vårdcentral|primärvård|rehab(?:iliterings)?(?:ko|sam)ordinator|rehabsamordnare|\bBVC\b|"
        r"\bläkare|sjukgymnast|fysioterapeut|\b(?:sjuk)?vård(?:en)?\b|vårdgivare|hälsocentral|distriktssköterska"
    ),
    Sender.PSYCHIATRY: (
        r"psykiatri|\bbehandlare|beroendevård|habilitering|specialistvård|öppenvårdsmottagning|"
        r"\bsjukhus"
    ),
    Sender.SCHOOL: (
        r"\bskola(?:n)?\b|\bSFI(?:-lärare\w*)?\b|\blärare|elevhälsa|vuxenutbildning|komvux|"
        r"folkhögskola|studievägledare"
    ),
    Sender.OTHER: (
        r"frivård|kriminalvård|bostadsbolag|\bcoach|\bchef\b|parter(?:nas?)?\b|medlemmarna|"
        r"aktivitetsansvar|\bKAA\b|(?<!ns )\bhandläggare\b(?! (?:på|hos|vid|i|inom|från)\b)"
    ),
}
_COMPILED = {sender: re.compile(words, re.IGNORECASE) for sender, words in _WORDS.items()}
_FOUR_PARTIES = re.compile(r"(?:fyra|alla) parter", re.IGNORECASE)
_THE_FOUR = [
    Sender.EMPLOYMENT_SERVICE,
    Sender.SOCIAL_INSURANCE,
    Sender.SOCIAL_SERVICES,
    Sender.PRIMARY_CARE,
    Sender.PSYCHIATRY,
]
# Sentences that tell what happens next rather than who may send somebody.
_ASIDE = re.compile(
    r"bekräftar|intygar|beslutar gemensamt|deltar alltid|kopplas in|hjälpa till|samtycke|"
    r"samverkar med|"
    r"^(?:det krävs )?ingen remiss|bedömer",
    re.IGNORECASE,
)
_NOT_YOURSELF = re.compile(
    r"(?:inte|ej) (?:söka|anmäla dig|ansöka|komma) själv|ingen egen|(?:inte|ej) egen", re.IGNORECASE
)
_ANYONE_IN = re.compile(
    r"^alla som\b|^sök (?:via|på|hos)\b|^fråga på\b|biståndsansökan|om bistånd", re.I
)
_KOMMUN = re.compile(r"\bkommun", re.IGNORECASE)
_GLUE = re.compile(r"\b(?:och|eller|samt|av|i|på|hos|främst|en|din|ditt|den)\b|[\W\d_]+", re.I)
_BY_ONESELF = {Access.SELF, Access.OPEN, Access.NO_ASSESSMENT}


@dataclass(frozen=True)
class Route:
    """One sender's way in, before it has a row."""

    sender: ReferralRoute.Sender
    how: str = ""
    cost_kind: Intervention.Cost = Cost.UNKNOWN
    cost: str = ""


def read_routes(referral: str, access: Intervention.Access, cost: str) -> tuple[Route, ...]:
    """Return the routes in the order that the text names them."""
    if access == Access.NOT_SEARCHABLE:
        return ()
    found: dict[ReferralRoute.Sender, Route] = {}
    for sentence in sentences(referral):
        for sender in _senders(sentence):
            found.setdefault(sender, Route(sender, _how(sentence, sender)))
    if _NOT_YOURSELF.search(referral):
        found.pop(Sender.SELF, None)
    elif access in _BY_ONESELF and Sender.SELF not in found:
        how = "" if found or referral.strip(" .").casefold() == "ingen" else referral
        found[Sender.SELF] = Route(Sender.SELF, shorten(how, LONGEST_HOW))
    return tuple(_priced(list(found.values()), read_costs_by_sender(cost)))


def senders_in(text: str) -> set[ReferralRoute.Sender]:
    """Return the senders that the text names."""
    return {sender for sender, words in _COMPILED.items() if words.search(text)}


def _senders(sentence: str) -> Iterator[ReferralRoute.Sender]:
    if _FOUR_PARTIES.search(sentence):
        yield from _THE_FOUR
        return
    if _ASIDE.search(sentence) and not _COMPILED[Sender.SELF].search(sentence):
        return
    if _ANYONE_IN.search(sentence):
        yield Sender.SELF
        return
    places = {sender: words.search(sentence) for sender, words in _COMPILED.items()}
    named = sorted((place.start(), sender) for sender, place in places.items() if place)
    yield from (sender for _, sender in named)


def _how(sentence: str, sender: ReferralRoute.Sender) -> str:
    """Return the sentence where it says more than the name of the sender does."""
    rest = sentence
    for words in _WORDS.values():
        rest = re.sub(rf"(?:{words})\w*", " ", rest, flags=re.IGNORECASE)
    vague = sender == Sender.OTHER or (
        sender == Sender.SOCIAL_SERVICES and _KOMMUN.search(sentence) is not None
    )
    return shorten(sentence, LONGEST_HOW) if vague or _GLUE.sub("", rest) else ""


def _priced(routes: list[Route], costs: list[SenderCost]) -> Iterator[Route]:
    for route in routes:
        own = [cost for cost in costs if route.sender in senders_in(cost.sender)]
        if own:
            words = shorten(own[0].words, LONGEST_COST)
            yield replace(route, cost_kind=own[0].kind, cost=words)
        else:
            yield route

"""What a source says that the Finsam law may forbid: warnings, for an editor to judge.

What it does forbid, a model refuses (`Intervention.clean`), by whatever door it comes.
"""

import re
from collections.abc import Iterator

from catalogue.exchange.factsheets.bodies import Body, Kind
from catalogue.exchange.factsheets.organisations import Parties
from catalogue.exchange.factsheets.sheet import Facts
from catalogue.models import Intervention
from catalogue.models.status import Scope

_SCHOOL_DUTY = re.compile(r"aktivitetsansvar|\bKAA\b")


def broken_rules(facts: Facts, parties: Parties) -> Iterator[tuple[str, str]]:
    """Yield each field that the law has something to say about, and what."""
    individual = facts.scope == Scope.INDIVIDUAL
    if facts.financing != Intervention.Financing.ASSOCIATION:
        return
    if individual and _count(parties) < 2:
        yield (
            "financing",
            "förbundet finansierar, men bara en part är nämnd; det ska vara minst två.",
        )
    if _SCHOOL_DUTY.search(f"{facts.name} {facts.referral} {facts.organisation_note}"):
        yield (
            "financing",
            "aktivitetsansvaret är skolans uppgift och kan inte betalas av förbundet.",
        )


def _count(parties: Parties) -> int:
    """Return how many parties are named; the kommuner together are one."""
    if parties.responsible.kind == Kind.COOPERATION:
        return 2
    return len({_party(body) for body in (parties.responsible, *parties.participants)})


def _party(body: Body) -> str:
    return "kommunerna" if body.top.kind == Kind.MUNICIPALITY else body.top.name

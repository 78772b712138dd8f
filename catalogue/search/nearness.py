"""Say in words how far the hits are what was asked for, and what was not searched for.

The page and what is read aloud of it say the same.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from catalogue.engine.doubt import Nearness
from catalogue.engine.found import Found

MOST_NAMED = 4  # words in one sentence
MOST_LETTERS = 40  # of a text that is said back


class Sentence(NamedTuple):
    """What is said above the hits."""

    lead: str
    rest: str


def doubt_in_words(found: Found, *, narrowed: bool) -> Sentence | None:
    """Say what was not found; nothing where the hits are what was asked for.

    `narrowed` tells that something else than words was chosen.
    """
    plan = found.plan
    if found.nearness is Nearness.HIT:
        return None
    if not found.total:
        lead = _("Vi hittar inget sådant i katalogen.")
        if narrowed:
            lead = _("Vi hittar ingen insats som passar allt du har valt.")
        return Sentence(
            lead, _("Det betyder inte att det inte finns hjälp. Så här kan du gå vidare:")
        )
    if plan.is_idle:
        lead = _("I ”%(words)s” finns inget att söka på.") % {
            "words": Truncator(plan.text).chars(MOST_LETTERS)
        }
        return Sentence(lead, _("Därför visas allt, utan sökning."))
    if found.nearness is Nearness.ABSENT:
        lead = _("Vi hittar inget sådant i katalogen.")
        return Sentence(lead, _("Det här ligger närmast. Läs noga om något passar."))
    if not plan.unheard:
        lead = _("Det här ligger nära, men ingen insats är precis det du skrev.")
        return Sentence(lead, _("Läs noga om någon passar."))
    lead = _("Ingen insats säger något om %(words)s.") % {
        "words": _quoted(plan.unheard, _(" eller "))
    }
    if found.meets_the_rest:
        return Sentence(lead, _("De här passar resten."))
    return Sentence(lead, _("De här ligger närmast. Läs noga om de passar."))


def not_sought(found: Found) -> str:
    """Name the words that bear meaning and that the hits were found without; perhaps nothing."""
    unheard = found.plan.unheard if found.nearness is Nearness.HIT else ()
    facts = {fact.typed for fact in found.plan.facts}  # "58" is a chip of its own
    words = dict.fromkeys(w for w in (*found.plan.left_out, *unheard) if w not in facts)
    return _quoted(list(words), _(" och ")) if found.total else ""


def _quoted(words: Sequence[str], link: str) -> str:
    *first, last = [f"”{word}”" for word in words[:MOST_NAMED]] or [""]
    return f"{', '.join(first)}{link}{last}" if first else last

"""Read the address of the search page: whatever stands there is a state that can be searched."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.searching.facets import DEFAULT_CHOICES, FACETS
from catalogue.searching.options import Options
from catalogue.searching.query import Query
from catalogue.searching.requirements import ASKED, REQUIREMENT, UNSAID

MOST_LETTERS = 300
MOST_CHOICES = 50  # in one facet
MOST_REMARKS = 3  # about one facet
MOST_SHOWN = 40  # letters of a value that was not understood
INVISIBLE = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
ORDERS = {
    "relevans": gettext_lazy("Bäst träff först"),
    "namn": gettext_lazy("Namn, A till Ö"),
    "granskad": gettext_lazy("Senast granskad"),
    "ko": gettext_lazy("Kortast kö"),
}


def read_query(address: QueryDict, options: Options) -> Query:
    """Return the checked state that the address stands for.

    What cannot be understood is left out, never an error; an unknown choice is remarked upon.
    """
    remarks = []
    chosen = {}
    for facet in (*FACETS, *ASKED):
        asked, known = address.getlist(facet.name), options.labels[facet.name]
        chosen[facet.name] = known_values(asked, known)
        unknown = [value for value in asked if value and value not in known]
        remarks += [_remark(value, facet.label) for value in unknown[:MOST_REMARKS]]
    without, unsaid = chosen.pop(REQUIREMENT.name), chosen.pop(UNSAID.name)
    order = address.get("sortera", "")
    return Query(
        words=read_words(address),
        chosen={**DEFAULT_CHOICES, **{name: some for name, some in chosen.items() if some}},
        without=without,
        unsaid=unsaid,
        order=order if order in ORDERS else "relevans",
        page=_page(address.get("sida", "")),
        literal=address.get("ordagrant") == "ja",
        remarks=tuple(remarks),
    )


def read_words(address: QueryDict) -> str:
    """Return the visitor's words."""
    return one_line(address.get("q", ""))


def one_line(text: str) -> str:
    """Return what somebody typed without control characters, cut where it is too long."""
    composed = unicodedata.normalize("NFC", text)[: MOST_LETTERS * 10]
    visible = "".join(" " if unicodedata.category(c) in INVISIBLE else c for c in composed)
    return " ".join(visible.split())[:MOST_LETTERS].rstrip()


def known_values(asked: Sequence[str], known: Mapping[str, str]) -> frozenset[str]:
    """Return those of the values asked for that there are, the first of them."""
    wanted = set(asked[: MOST_CHOICES * 10])
    return frozenset([value for value in known if value in wanted][:MOST_CHOICES])


def _page(text: str) -> int:
    """Return a number from 1 up; anything else is the first page."""
    match = re.fullmatch(r"[0-9]{1,6}", text.strip())
    return max(int(match[0]), 1) if match else 1


def _remark(value: str, label: str) -> str:
    return _("Vi känner inte till ”%(value)s” under %(facet)s, så det valet är borttaget.") % {
        "value": value[:MOST_SHOWN],
        "facet": _(label).lower(),
    }

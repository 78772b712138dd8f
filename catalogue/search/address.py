"""The fields that an address is read with: whatever stands there is a state that can be searched.

They are form fields whose `clean` never fails: what cannot be understood is left out, and
`unknown` tells what that was. They keep nothing between two readings, so threads may share them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.search.facets import ALL
from catalogue.search.mending import AROUND, decoded, pieces, plain, spellings

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


def one_line(text: str) -> str:
    """Return what somebody typed without control characters, cut where it is too long."""
    composed = unicodedata.normalize("NFC", text)[: MOST_LETTERS * 10]
    visible = "".join(" " if unicodedata.category(c) in INVISIBLE else c for c in composed)
    return " ".join(visible.split())[:MOST_LETTERS].rstrip()


class WordsField(forms.Field):
    """The visitor's words, on one line."""

    def clean(self, value: str | None) -> str:
        """Return the words as they can be searched for."""
        return one_line(decoded(value or ""))


class ChoicesField(forms.Field):
    """Any number of the values that a list offers, or `default` where none of them stands.

    `ALL` says that no default is meant: a box that was ticked from the start can be unticked.
    """

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, default: frozenset[str] = frozenset(), **options: Any) -> None:
        super().__init__(**options)
        self.default = default
        self.known: Mapping[str, str] = {}  # value -> label; filled in for each state of the lists

    def clean(self, value: Sequence[str] | None) -> frozenset[str]:
        """Return those of the values that there are, the first of them."""
        wanted = set((value or [])[: MOST_CHOICES * 10])
        if not wanted <= self.known.keys():
            wanted = set(map(self._meant, pieces(wanted)))
        chosen = [each for each in self.known if each in wanted] if wanted else []
        return frozenset(chosen[:MOST_CHOICES] or (() if ALL in wanted else self.default))

    def unknown(self, value: Sequence[str]) -> list[str]:
        """Return a remark on each of the values that there are not, a few at most."""
        unread = [each for each in value if each and each not in self.known and each != ALL]
        if not unread:
            return []
        strange = (each for each in pieces(unread) if not self._is_clear(self._meant(each)))
        return [self._remark(each) for each in islice(strange, MOST_REMARKS)]

    def _meant(self, value: str) -> str:
        if value in self.known:
            return value
        return next((each for each in spellings(value) if each in self.known), plain(value))

    def _is_clear(self, value: str) -> bool:
        return value in self.known or value in {ALL, ""}

    def _remark(self, value: str) -> str:
        told = _("Vi känner inte till ”%(value)s” under %(facet)s, så det valet är borttaget.")
        return told % {"value": value[:MOST_SHOWN], "facet": _(str(self.label)).lower()}


class OrderField(forms.Field):
    """A sort order; anything else is the most relevant first."""

    def clean(self, value: str | None) -> str:
        """Return one of `ORDERS`."""
        order = plain(value or "")
        return order if order in ORDERS else "relevans"


class PageField(forms.Field):
    """A page number; anything else is the first page."""

    def clean(self, value: str | None) -> int:
        """Return a number from 1 up."""
        match = re.fullmatch(r"[0-9]{1,6}", (value or "").strip(AROUND))
        return max(int(match[0]), 1) if match else 1


class TickField(forms.Field):
    """A single box: ticked when "ja" stands there."""

    def clean(self, value: str | None) -> bool:
        """Tell whether it is ticked."""
        return plain(value or "") == "ja"

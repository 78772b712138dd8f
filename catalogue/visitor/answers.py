"""What a visitor has answered, as the address says it. Every question may be skipped."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from catalogue.search.address import one_line
from catalogue.search.filters import read_parameter
from catalogue.search.mending import spellings, well_named
from catalogue.search.options import Options
from catalogue.search.requirements import WITHOUT
from catalogue.visitor.offers import NOT_AN_INCOME

OLDEST = 120
ALIKE = 72  # of 100: how much a misspelt name must have in common with a real one


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to the five questions, checked; empty where one was skipped."""

    kommun: str = ""
    alder: int | None = None
    behov: frozenset[str] = frozenset()
    ersattning: frozenset[str] = frozenset()
    kraver_inte: frozenset[str] = frozenset()

    def pairs(self) -> list[tuple[str, str]]:
        """Return the answers as parameters, in a lasting order."""
        pairs = [("kommun", self.kommun)] if self.kommun else []
        if self.alder is not None:
            pairs.append(("alder", str(self.alder)))
        for name in ("behov", "ersattning", "kraver_inte"):
            pairs += [(name, value) for value in sorted(getattr(self, name))]
        return pairs

    def querystring(self, *more: tuple[str, str]) -> str:
        """Return the address of these answers, and whatever is to stand before them."""
        pairs = [*more, *self.pairs()]
        return "?" + urlencode(pairs) if pairs else "?"

    def without(self, name: str, value: str = "") -> "Answers":
        """Return the answers with one question skipped, or with one of its choices let go."""
        kept = getattr(self, name)
        let_go: Any = getattr(Answers(), name)
        if isinstance(kept, frozenset) and value:
            let_go = kept - {value}
        return replace(self, **{name: let_go})


class KommunField(forms.Field):
    """The name of a kommun as people write it, or what stands in the address for it."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__(required=False)
        self.names = names
        self.alike: list[tuple[str, str]] = []  # offered when the name is unknown

    def clean(self, value: Any) -> str:
        """Return the slug, or say that the name was not recognised and offer those like it."""
        typed = one_line(str(value or ""))
        if not typed or typed in self.names:
            return typed
        meant = list(spellings(typed))
        for slug in meant:
            if slug in self.names:
                return slug
        found = process.extract(
            meant[-1], list(self.names), scorer=fuzz.ratio, limit=3, score_cutoff=ALIKE
        )
        self.alike = [(slug, self.names[slug]) for slug, _score, _at in found]
        raise forms.ValidationError(
            _("Vi känner inte igen ”%(name)s”.") % {"name": typed[:60]}
            + " "
            + (
                _("Menar du någon av dem här?")
                if self.alike
                else _("Skriv kommunens namn, till exempel Åmål.")
            )
        )


class AgeField(forms.Field):
    """An age in whole years."""

    def clean(self, value: Any) -> int | None:
        """Return the age, or say how to write it."""
        typed = str(value or "").strip()
        match = re.fullmatch(r"([0-9]{1,3})(?: ?år)?", typed)
        if not typed:
            return None
        if not match or int(match[1]) > OLDEST:
            raise forms.ValidationError(_("Skriv åldern med siffror, till exempel 34."))
        return int(match[1])


class AnswersForm(forms.Form):
    """Reads the address; what it does not know is left out, what it cannot read gives a word."""

    def __init__(self, data: QueryDict, options: Options) -> None:
        self.address, self.options = well_named(data, ("kommun", "alder")), options
        super().__init__(self.address)
        self.kommun = KommunField(options.labels["kommun"])
        self.fields |= {"kommun": self.kommun, "alder": AgeField(required=False)}

    def answers(self) -> Answers:
        """Return what could be understood."""
        self.is_valid()
        return Answers(
            kommun=self.cleaned_data.get("kommun", ""),
            alder=self.cleaned_data.get("alder"),
            behov=self.chosen("behov"),
            ersattning=self.chosen("ersattning") - NOT_AN_INCOME,
            kraver_inte=self.chosen(WITHOUT.name),
        )

    def chosen(self, name: str) -> frozenset[str]:
        """Return the known values among those ticked."""
        chosen: frozenset[str] = read_parameter(name, self.address, self.options)
        return chosen

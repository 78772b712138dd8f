"""What may stand in the query string of the search page.

`InterventionFilter` is the form that reads an address. Its `qs` asks the database the same
question in plain SQL, word for word: that is the oracle which the tests hold the index against.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Intervention
from catalogue.searching.facets import BY_NAME, DEFAULT_CHOICES, FACETS, REQUIREMENT, Facet
from catalogue.searching.options import Options
from catalogue.searching.query import Query

MOST_LETTERS = 300
MOST_CHOICES = 50
ORDERS = {
    "relevans": gettext_lazy("Bäst träff först"),
    "namn": gettext_lazy("Namn, A till Ö"),
    "granskad": gettext_lazy("Senast granskad"),
    "ko": gettext_lazy("Kortast kö"),
}


class WordsField(forms.Field):
    """The visitor's words: one line of at most `MOST_LETTERS`, whatever was sent."""

    def to_python(self, value: Any) -> str:
        """Return the words without control characters, cut where they are too many."""
        text = unicodedata.normalize("NFC", str(value or ""))[: MOST_LETTERS * 10]
        visible = "".join(" " if unicodedata.category(c) in _INVISIBLE else c for c in text)
        return " ".join(visible.split())[:MOST_LETTERS]


_INVISIBLE = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}


class KnownChoicesField(forms.MultipleChoiceField):
    """Any number of known values; unknown ones are left out and remembered, never an error."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known: Mapping[str, str] = {}  # value -> label; Django's choices take far longer
        self.unknown: list[str] = []

    def clean(self, value: Any) -> list[str]:
        """Return the values that exist, each once, in the order of the choices."""
        asked = [str(item) for item in (value or [])][: MOST_CHOICES * 10]
        self.unknown = [item for item in asked if item and item not in self.known]
        return [slug for slug in self.known if slug in asked][:MOST_CHOICES] if asked else []


class PageField(forms.Field):
    """A page number; anything else is the first page."""

    def to_python(self, value: Any) -> int:
        """Return a number from 1 up."""
        match = re.fullmatch(r"[0-9]{1,6}", str(value or "").strip())
        return max(int(match[0]), 1) if match else 1


class OrderField(forms.Field):
    """A sort order; anything else is the most relevant first."""

    def to_python(self, value: Any) -> str:
        """Return one of `ORDERS`."""
        return value if value in ORDERS else "relevans"


class WordsFilter(django_filters.Filter):
    """Keep the entries that have every word somewhere, letter by letter, capitals or not."""

    field_class = WordsField

    def filter(self, qs: QuerySet[Intervention], value: str) -> QuerySet[Intervention]:
        """Return those of `qs` that match. Python reads them: SQLite knows no capital Å."""
        words = value.casefold().split()
        if not words:
            return qs
        texts = {entry.pk: _text(entry) for entry in _with_relations(qs)}
        return qs.filter(
            pk__in=[pk for pk, text in texts.items() if all(word in text for word in words)]
        )


def _with_relations(qs: QuerySet[Intervention]) -> QuerySet[Intervention]:
    return Intervention.objects.filter(pk__in=qs.values("pk")).with_facet_relations()


def _text(entry: Intervention) -> str:
    """Return all the words of an entry, on one line."""
    parts = [entry.name, entry.other_names, entry.summary, entry.purpose, entry.content]
    parts += [f"{group.name} {group.search_words}" for group in entry.need_groups.all()]
    parts += [place.name for place in entry.municipalities.all()]
    parts.append(entry.organisation.name)
    return " ".join(" ".join(parts).casefold().split())


class FacetFilter(django_filters.Filter):
    """Keep the entries that answer to any of the chosen values."""

    field_class = KnownChoicesField

    def __init__(self, facet: Facet) -> None:
        super().__init__(label=facet.label, widget=forms.CheckboxSelectMultiple)
        self.facet = facet

    def filter(self, qs: QuerySet[Intervention], value: Collection[str]) -> QuerySet[Intervention]:
        """Return those of `qs` that match; all of them when nothing is chosen."""
        if not value:
            return qs
        return qs.filter(
            pk__in=Intervention.objects.filter(self.facet.condition(value)).values("pk")
        )


class WithoutFilter(FacetFilter):
    """Leave out the entries that demand any of the ticked requirements."""

    def filter(self, qs: QuerySet[Intervention], value: Collection[str]) -> QuerySet[Intervention]:
        """Return those of `qs` that demand nothing of what was ticked."""
        if not value:
            return qs
        return qs.exclude(
            pk__in=Intervention.objects.filter(self.facet.condition(value)).values("pk")
        )


class InterventionFilter(django_filters.FilterSet):
    """Every parameter of the search page, in the order in which the page shows them."""

    q = WordsFilter(label="Sök")
    behov = FacetFilter(BY_NAME["behov"])
    kommun = FacetFilter(BY_NAME["kommun"])
    tilltrade = FacetFilter(BY_NAME["tilltrade"])
    kraver_inte = WithoutFilter(REQUIREMENT)
    lage = FacetFilter(BY_NAME["lage"])
    typ = FacetFilter(BY_NAME["typ"])
    form = FacetFilter(BY_NAME["form"])
    steg = FacetFilter(BY_NAME["steg"])
    sprak = FacetFilter(BY_NAME["sprak"])
    ersattning = FacetFilter(BY_NAME["ersattning"])
    organisation = FacetFilter(BY_NAME["organisation"])
    finansiering = FacetFilter(BY_NAME["finansiering"])
    inriktning = FacetFilter(BY_NAME["inriktning"])
    ordagrant = django_filters.Filter(label="Ordagrant", method="keep_all")
    sortera = django_filters.Filter(label="Ordning", method="keep_all")
    sida = django_filters.Filter(label="Sida", method="keep_all")

    class Meta:
        model = Intervention
        fields: list[str] = []

    def __init__(self, data: Mapping[str, Any], options: Options) -> None:
        super().__init__(data, queryset=Intervention.objects.published())
        self.options = options
        self.form.fields["sortera"] = OrderField(required=False)
        self.form.fields["sida"] = PageField(required=False)
        for name in (*BY_NAME, REQUIREMENT.name):
            self.form.fields[name].known = options.labels[name]

    def keep_all(self, qs: QuerySet[Intervention], name: str, value: Any) -> QuerySet[Intervention]:
        """Leave the entries as they are: order and page choose none away."""
        return qs

    def query(self) -> Query:
        """Return the checked state that the address stands for."""
        self.form.is_valid()
        asked = self.form.cleaned_data
        chosen = {facet.name: frozenset(asked[facet.name]) for facet in FACETS if asked[facet.name]}
        return Query(
            words=asked["q"],
            chosen={**DEFAULT_CHOICES, **chosen},
            without=frozenset(asked[REQUIREMENT.name]),
            order=asked["sortera"],
            page=asked["sida"],
            literal=asked["ordagrant"] == "ja",
            remarks=tuple(self._remarks()),
        )

    def _remarks(self) -> list[str]:
        """Say which values were not understood, without repeating anything harmful."""
        labels = {facet.name: _(facet.label) for facet in (*FACETS, REQUIREMENT)}
        return [
            _("Vi känner inte till ”%(value)s” under %(facet)s, så det valet är borttaget.")
            % {"value": value[:40], "facet": label.lower()}
            for name, label in labels.items()
            for value in self.form.fields[name].unknown[:3]
        ]


def plain_search(query: Query, options: Options) -> tuple[list[int], dict[str, Counter[str]]]:
    """Answer a query by reading every entry: slow, simple, and the measure of the index.

    Returns the ids that match, and for each facet how many entries each value would give if it
    alone were chosen there. For the requirements: how many would be left if it too were ticked.
    """
    data = {"q": query.words, REQUIREMENT.name: list(query.without)}
    data |= {name: list(values) for name, values in query.chosen.items()}

    def matching(left_out: str = "") -> set[int]:
        kept = {name: values for name, values in data.items() if name != left_out}
        return set(InterventionFilter(kept, options).qs.values_list("pk", flat=True))

    entries = Intervention.objects.published().with_facet_relations().order_by("name", "pk")
    found = matching()
    counts = {}
    for facet in FACETS:
        alone = matching(left_out=facet.name) if query.choice(facet.name) else found
        counts[facet.name] = Counter(
            value
            for entry in entries
            if entry.pk in alone
            for value in _answers(facet, entry, options)
        )
    demanded = [set(REQUIREMENT.values(entry)) for entry in entries if entry.pk in found]
    counts[REQUIREMENT.name] = Counter(
        {
            value: sum(value not in demands for demands in demanded)
            for value in options.labels[REQUIREMENT.name]
        }
    )
    return [entry.pk for entry in entries if entry.pk in found], counts


def _answers(facet: Facet, entry: Intervention, options: Options) -> set[str]:
    """Return the values of a facet that would find the entry."""
    own = set(facet.values(entry))
    if facet.name != "kommun":
        return own
    return {place for place, areas in options.accepts.items() if own & {place, *areas}}

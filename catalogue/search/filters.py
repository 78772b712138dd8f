"""What may stand in the address of a search, declared once: the table of every parameter.

Pages read an address with the fields of `InterventionFilter`, which are made once for each state
of the lists (`fields_of`): an instance for each request would copy them all, which takes longer
than the search. An instance answers the same address from the database alone. It is slow and
simple, and the tests hold the index against it.
"""

import datetime
from collections.abc import Collection, Mapping
from copy import copy
from functools import lru_cache
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from catalogue.models import Intervention
from catalogue.search.address import (
    ChoicesField,
    OrderField,
    PageField,
    TickField,
    WordsField,
)
from catalogue.search.facets import BY_NAME, DEFAULT_CHOICES
from catalogue.search.mending import near_names, well_named
from catalogue.search.options import Options
from catalogue.search.query import SET_ASIDE, Query
from catalogue.search.requirements import (
    UNSAID,
    WITHOUT,
    RequirementParameter,
    stance_condition,
    stances_asked,
)

Rows = QuerySet[Intervention]


class ReadingFilter(django_filters.Filter):
    """A parameter that leaves the entries as they are: their order, a page, how to read words."""

    def __init__(self, field_class: type[forms.Field], label: str, **extra: Any) -> None:
        self.field_class = field_class
        super().__init__(label=label, **extra)

    def filter(self, qs: Rows, value: Any) -> Rows:
        """Return the entries as they are."""
        return qs


class WordsFilter(ReadingFilter):
    """Keep the entries that have every word somewhere, letter by letter, capitals or not."""

    def filter(self, qs: Rows, value: str) -> Rows:
        """Return those that match. Python reads them: SQLite knows no capital Å."""
        asked = value.casefold().split()
        if not asked:
            return qs
        entries = Intervention.objects.filter(pk__in=qs.values("pk")).with_facet_relations()
        texts = {entry.pk: _text(entry) for entry in entries}
        return qs.filter(
            pk__in=[pk for pk, text in texts.items() if all(word in text for word in asked)]
        )


class FacetFilter(ReadingFilter):
    """Keep the entries that answer to any of the chosen values of a facet."""

    def __init__(self, name: str) -> None:
        self.facet = BY_NAME[name]
        default = DEFAULT_CHOICES.get(name, frozenset())
        super().__init__(ChoicesField, self.facet.label, default=default)

    def filter(self, qs: Rows, value: Collection[str]) -> Rows:
        """Return those that match; all of them when nothing is chosen."""
        if not value:
            return qs
        asked = self.facet.condition(value, self.parent.day)
        return qs.filter(pk__in=Intervention.objects.filter(asked))


class RequirementFilter(ReadingFilter):
    """A stance on requirements; two of them say together which stances will do."""

    def __init__(self, asked: RequirementParameter) -> None:
        super().__init__(ChoicesField, asked.label)


class InterventionFilter(django_filters.FilterSet):
    """Every parameter of the search, in the order in which the page shows them."""

    q = WordsFilter(WordsField, "Ord")
    behov = FacetFilter("behov")
    kommun = FacetFilter("kommun")
    tilltrade = FacetFilter("tilltrade")
    kraver_inte = RequirementFilter(WITHOUT)
    inte_angett = RequirementFilter(UNSAID)
    lage = FacetFilter("lage")
    typ = FacetFilter("typ")
    form = FacetFilter("form")
    steg = FacetFilter("steg")
    sprak = FacetFilter("sprak")
    ersattning = FacetFilter("ersattning")
    kostnad = FacetFilter("kostnad")
    tider = FacetFilter("tider")
    tillganglighet = FacetFilter("tillganglighet")
    anonym = FacetFilter("anonym")
    nas = FacetFilter("nas")
    kontaktperson = FacetFilter("kontaktperson")
    avstamning = FacetFilter("avstamning")
    organisation = FacetFilter("organisation")
    finansiering = FacetFilter("finansiering")
    inriktning = FacetFilter("inriktning")
    bortse = ReadingFilter(ChoicesField, "Bortse från det som orden kräver")
    tysta = ReadingFilter(TickField, "Också de som inte säger något om det")
    ordagrant = ReadingFilter(TickField, "Orden exakt som de skrevs")
    sortera = ReadingFilter(OrderField, "Ordning")
    sida = ReadingFilter(PageField, "Sida")

    class Meta:
        model = Intervention
        fields: list[str] = []

    def __init__(
        self,
        data: QueryDict,
        options: Options,
        *,
        unasked: Collection[str] = (),
        day: datetime.date | None = None,
    ) -> None:
        """Ask for public entries; `unasked` are requirements whose stance may be any."""
        super().__init__(data, Intervention.objects.published())
        self.options, self.unasked = options, unasked
        self.day = day or timezone.localdate()

    def leaving_out(self, name: str) -> "InterventionFilter":
        """Return the filter without one of its parameters, its default included."""
        self.filters.pop(name, None)
        return self

    def get_form_class(self) -> type[forms.Form]:
        """Return a form of the fields that read the address of a page."""
        fields = fields_of(self.options)
        return type("AddressForm", (forms.Form,), {name: fields[name] for name in self.filters})

    def filter_queryset(self, queryset: Rows) -> Rows:
        """Return the entries that answer to all that is asked for."""
        found: Rows = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        for slug, wanted in stances_asked(asked["kraver_inte"], asked["inte_angett"]).items():
            if slug not in self.unasked:
                found = found.filter(stance_condition(slug, wanted))
        return found


@lru_cache(maxsize=4)
def fields_of(options: Options) -> Mapping[str, forms.Field]:
    """Return the fields of every parameter, knowing the values that the lists have now."""
    fields = {}
    for name, declared in InterventionFilter.base_filters.items():
        field = fields[name] = copy(declared.field)
        if isinstance(field, ChoicesField):
            field.known = options.facts if name == SET_ASIDE else options.labels.get(name, {})
    return fields


def read_parameter(name: str, address: QueryDict, options: Options) -> Any:
    """Return what one parameter says: words, or those of its values that there are."""
    fields = fields_of(options)
    field = fields[name]
    if name not in address:
        address = well_named(address, fields.keys())
    several = isinstance(field, ChoicesField)
    return field.clean(address.getlist(name) if several else address.get(name))


def read_query(address: QueryDict, options: Options) -> Query:
    """Return the checked state that the address stands for.

    What is written nearly right is read as it is meant. What cannot be understood is left out,
    never an error; an unknown choice is remarked upon, and what is nearly the name of one.
    """
    fields = fields_of(options)
    said: dict[str, Any] = {}
    remarks: list[str] = []
    if not address.keys() <= fields.keys():
        address = well_named(address, fields.keys())
        remarks += near_names(address, tuple(fields))
    for name in address:
        field = fields.get(name)
        if isinstance(field, ChoicesField):
            asked = address.getlist(name)
            said[name] = field.clean(asked)
            remarks += field.unknown(asked)
        elif field is not None:
            said[name] = field.clean(address[name])
    chosen = {name: said[name] for name in BY_NAME if name in said}
    return Query(
        words=said.get("q", ""),
        chosen={name: values for name, values in {**DEFAULT_CHOICES, **chosen}.items() if values},
        without_requirements=said.get(WITHOUT.name, frozenset()),
        unsaid_requirements=said.get(UNSAID.name, frozenset()),
        order=said.get("sortera", "relevans"),
        page=said.get("sida", 1),
        set_aside=said.get(SET_ASIDE, frozenset()),
        silent_too=said.get("tysta", False),
        literal=said.get("ordagrant", False),
        remarks=tuple(remarks),
    )


def _text(entry: Intervention) -> str:
    """Return all the words of an entry, on one line."""
    parts = [entry.name, entry.other_names, entry.summary, entry.purpose, entry.content]
    parts += [f"{group.name} {group.search_words}" for group in entry.need_groups.all()]
    parts += [place.name for place in entry.municipalities.all()]
    parts.append(entry.organisation.name)
    return " ".join(" ".join(parts).casefold().split())

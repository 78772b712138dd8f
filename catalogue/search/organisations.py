"""What may stand in the address of the list of organisations."""

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from catalogue.engine.language.folding import canonical, fold
from catalogue.models import Organisation
from catalogue.search.mending import plain, well_named

Bodies = QuerySet[Organisation]


class OrganisationFilter(django_filters.FilterSet):
    """The list is short, so each address is read with a form of its own.

    What the form does not understand leaves the list as it is, and is said on the page.
    """

    hitta = django_filters.CharFilter(label=_("Namn eller del av namn"), method="named")
    slag = django_filters.ChoiceFilter(
        label=_("Slag"), field_name="kind", choices=Organisation.Kind.choices
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def __init__(self, data: QueryDict, bodies: Bodies) -> None:
        """Read an address as it is meant, also where a mail program has been at it."""
        address = well_named(data, self.base_filters)
        kind = plain(str(address.get("slag", "")))
        if kind in Organisation.Kind.values:
            address["slag"] = kind
        super().__init__(address, bodies)

    def named(self, rows: Bodies, name: str, typed: str) -> Bodies:
        """Keep those with every word in one of their names, dots and capitals aside."""
        words = _bare(typed).split()
        names = rows.values_list("pk", "name", "short_name", "other_names", "parent__name")
        found = [
            number
            for number, *told in names
            if all(word in _bare(" ".join(filter(None, told))) for word in words)
        ]
        return rows.filter(pk__in=found)

    @property
    def unknown(self) -> str:
        """Return the kind that was asked for and that there is none of."""
        return self.data.get("slag", "") if "slag" in self.errors else ""


def _bare(text: str) -> str:
    return fold(canonical(text))

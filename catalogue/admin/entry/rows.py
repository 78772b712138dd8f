"""What each party puts into an entry, and what became of those who took part: rows on its page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from catalogue.admin.common.kept import DeskInline
from catalogue.models import Contribution, Result

CONTRIBUTION: Any = ["organisation", "what", ("starts_on", "ends_on")]
RESULT: Any = [
    ("year", "started", "finished", "to_work_or_study"),
    ("women", "men"),
    "measured",
    ("source", "source_link"),
]


class ContributionInline(DeskInline, admin.StackedInline):
    """A part a row."""

    model = Contribution
    classes = ["collapse"]
    autocomplete_fields = ["organisation"]
    ordering = ["starts_on", "pk"]
    fields = CONTRIBUTION

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contribution]:
        """Bring along the name of each party."""
        return super().get_queryset(request).select_related("organisation")


class ResultInline(DeskInline, admin.StackedInline):
    """A year a row."""

    model = Result
    classes = ["collapse", "alike"]
    ordering = ["-year", "pk"]
    fields = RESULT

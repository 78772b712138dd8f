"""A newcomer finds every field filled; what is not, is said here to be left out."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from catalogue.models import Intervention
from catalogue.models.status import UNPUBLISHED
from catalogue.values.sections import UNWRITTEN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exemplary")]

# What nobody fills in to be shown: logs, what is under way, and what is this site's own.
LOGS = {
    "Change": "the triggers write it",
    "Revision": "the triggers write it",
    "Touched": "the triggers write it",
    "DailySalt": "forgets itself every day",
    "PostingCount": "counts posts",
    "UsedToken": "remembers what was pressed",
    "SearchCount": "counts searches",
    "LinkCheck": "what the links answered",
    "Reminder": "letters that were sent",
    "RemindedEntry": "letters that were sent",
    "ImportRun": "files that came in",
    "ImportedValues": "files that came in",
    "ImportConflict": "files that came in",
    "UnsavedText": "what somebody is writing right now",
    "WorkingCopy": "what somebody has not let out yet",
    "ProposedFact": "what a reader of prose has proposed; no visitor sees it",
    "User": "those who sign in",
    "Assignment": "what those who sign in keep",
    "SynonymGroup": "words that an installation adds to those of the search",
    "NeighbouringService": "what others have: the same table in every catalogue to begin with",
    "ServiceSource": "how that is known",
    "AccessibilityStatement": "about this site",
    "Shortcoming": "about this site",
}
MODELS = {model.__name__: model for model in apps.get_app_config("catalogue").get_models()}
EVERY = [
    (model, field)
    for name, model in MODELS.items()
    if name not in LOGS
    for field in [*model._meta.fields, *model._meta.many_to_many]
    if field.editable and not field.primary_key and field.name not in UNWRITTEN
]


def says_something(field: Any, value: Any) -> bool:
    """Tell whether the value is an answer that somebody has given."""
    if isinstance(field, models.BooleanField):
        return bool(value)
    return value not in (None, "") and not (field.choices and value == field.get_default())


def is_filled_in(model: type[models.Model], field: Any) -> bool:
    values = model._default_manager.values_list(field.name, flat=True).distinct()
    return any(says_something(field, value) for value in values)


def test_is_filled_in_for_visitors():
    assert [str(field) for model, field in EVERY if not is_filled_in(model, field)] == []


def test_all_of_it_is_what_visitors_see():
    assert not Intervention.objects.filter(status__in=UNPUBLISHED).exists()


def test_what_is_left_out_is_there():
    assert LOGS.keys() <= MODELS.keys()

"""Keeping what is being written in the form of an entry, and laying it back in the form.

What points out a person, by number or by name, is never kept: the form refuses it too.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from catalogue.changes.copies import Present
from catalogue.changes.posted_fields import field_of, is_text, label_of
from catalogue.models import Intervention, UnsavedText, User
from catalogue.models.named_persons import NOBODY, refuse_named_persons
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.plain_language.personal_numbers import find_personal_number

MARK = "_unsaved"  # which text the form goes on with
_BESIDE = {"_seen", NOBODY}  # what a form needs besides its fields when it is laid back
LONGEST = 500_000  # signs of all that one form holds

Posted = dict[str, list[str]]


def keep(user: User, here: Present | None, posted: QueryDict) -> UnsavedText:
    """Keep what the form holds, as its writer's own; of a new entry, `here` is None.

    Where another tab or computer has gone on with the same text, this becomes one beside it.
    """
    values = _kept_values(posted)
    left_out = [name for name in values if _points_out(name, values, here)]
    for name in left_out:
        del values[name]
    row = here.row if here else None
    with transaction.atomic():
        marked = UnsavedText.objects.marked(posted.get(MARK, "")).filter(user=user)
        kept = marked.filter(intervention=row).select_for_update().first()
        kept = kept or UnsavedText(user=user, intervention=row, turn=0)
        kept.values, kept.left_out, kept.turn = values, left_out, kept.turn + 1
        kept.save()
    return kept


def laid_back(kept: UnsavedText, here: Present | None) -> QueryDict:
    """Return the form as it was posted; what was not kept is as it stands in the entry."""
    posted = QueryDict(mutable=True)
    for name, values in kept.values.items():
        posted.setlist(name, values)
    for name in kept.left_out:
        posted[name] = _standing(name, posted, here)
    return posted


def thin_unsaved() -> int:
    """Delete what nobody has saved in time, or may save any longer."""
    return UnsavedText.objects.thin(timezone.now())


def titles_of(names: list[str]) -> str:
    """Return what the fields are called, each once."""
    return ", ".join(dict.fromkeys(f"”{label_of(Intervention, name)}”" for name in names))


def _kept_values(posted: QueryDict) -> Posted:
    return {
        name: [value.replace("\x00", "") for value in values]
        for name, values in posted.lists()
        if (name in _BESIDE or not name.startswith("_"))
        and name != "csrfmiddlewaretoken"
        and "__prefix__" not in name
        and "\x00" not in name
        and not find_personal_number(name)
    }


def _points_out(name: str, values: Posted, here: Present | None) -> bool:
    """Tell whether it says a personal number, or a name that does not stand there already."""
    nobody = [one for ticked in values.get(NOBODY, []) for one in ticked.split(", ")]
    before = "\n".join(_texts(here.shown)) if here else ""
    try:
        for text in values[name]:
            refuse_personal_numbers(text)
            if is_text(field_of(Intervention, name)):
                refuse_named_persons(text, before, nobody)
    except ValidationError:
        return True
    return False


def _texts(value: Any) -> Iterator[str]:
    """Find every text in nested values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in _texts(part))
    elif isinstance(value, (list, tuple)):
        yield from (text for part in value for text in _texts(part))


def _standing(name: str, posted: QueryDict, here: Present | None) -> str:
    """Return what the entry says in a field, or in one of its rows."""
    if here is None:
        return ""
    row, _, field = name.rpartition("-")
    if not row:
        return str(here.shown.get(name) or "")
    number = posted.get(f"{row}-id", "")
    rows: Any = getattr(here.row, row.rpartition("-")[0])
    there = rows.filter(pk=number).first() if number.isdecimal() and len(number) <= 18 else None
    return str(getattr(there, field, None) or "")

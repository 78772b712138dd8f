"""Whether a new entry has the name of another: in the catalogue, or in the same file."""

import json
from collections import defaultdict
from typing import NamedTuple

from django.utils.translation import gettext as _

from catalogue.exchange.contents import Given
from catalogue.models import Intervention, User
from catalogue.values.fields import KEYS
from catalogue.values.letters import alike
from catalogue.values.record import SEAL

_KEYS = {*KEYS, SEAL}


class Likeness(NamedTuple):
    """What to tell of a new entry that is like another."""

    same: bool
    """Whether the organisation is the same, too."""
    text: str


def folded_name(name: str) -> str:
    """Return what equal names have in common."""
    return alike(name)


class Namesakes:
    """The names that are taken, as far as somebody may know."""

    def __init__(self, user: User | None) -> None:
        """Take what is public, and what the person keeps; for nobody, that is the site, all."""
        rows = Intervention.objects.all()
        if user is not None:
            rows = rows.linkable(user)
        self._taken: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._rows: dict[str, int] = {}
        found = rows.order_by("pk").values_list("pk", "name", "organisation")
        for pk, name, organisation in found:
            self._taken[folded_name(name)][organisation].append(f"nr {pk} i katalogen")

    def add(self, position: int, row: Intervention, content: str = "") -> Likeness:
        """Take a new entry in, and return what to tell of others like it."""
        taken = self._taken[folded_name(row.name)]
        here = list(taken[row.organisation_id])
        there = [place for home in taken if home != row.organisation_id for place in taken[home]]
        taken[row.organisation_id].append(f"rad {position}")
        alike = self._rows.setdefault(content or str(position), position)
        if alike != position:
            return Likeness(
                True, _("är likadan som rad %(alike)s, och blir en till.") % {"alike": alike}
            )
        if here:
            told = _("har samma namn och organisation som %(here)s, och blir en till.") % {
                "here": _listed(here)
            }
            return Likeness(True, told)
        if there:
            return Likeness(
                False,
                _("har samma namn som %(there)s, hos en annan organisation.")
                % {"there": _listed(there)},
            )
        return Likeness(False, "")


def content_of(given: Given) -> str:
    """Return what the row says, whatever number it has."""
    told = given.cells | given.values
    return json.dumps({name: told[name] for name in told if name not in _KEYS}, sort_keys=True)


def strangeness(before: tuple[str, str], after: tuple[str, str]) -> str:
    """Return what to tell of an entry that gets another name and another organisation at once."""
    if folded_name(before[0]) == folded_name(after[0]) or before[1] == after[1]:
        return ""
    return _(
        "heter ”%(name)s” hos %(organisation)s i katalogen, men ”%(new_name)s” hos "
        "%(new_organisation)s i "
        "filen. Både namn och organisation skiljer sig. Är det samma insats?"
    ) % {
        "name": before[0],
        "organisation": before[1],
        "new_name": after[0],
        "new_organisation": after[1],
    }


def _listed(places: list[str]) -> str:
    more = len(places) - 3
    return ", ".join(places[:3]) + (f" och {more} till" if more > 0 else "")

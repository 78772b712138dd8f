"""The visitor's list as any page knows it: what the address of the page carries along."""

from collections.abc import Sequence

from django.http import QueryDict

from catalogue.search.address import one_line
from catalogue.visitor.shortlist import MOST, list_address, read_ids


class ListInAddress:
    """The numbers on the list, and the addresses that change it and stay on the page."""

    def __init__(self, address: QueryDict) -> None:
        """Read the address of a page."""
        self._address = address
        self.ids: Sequence[int] = read_ids(address.getlist("i"))[:MOST]

    def __contains__(self, number: object) -> bool:
        """Tell whether an entry is on the list."""
        return number in self.ids

    @property
    def full(self) -> bool:
        """Tell whether there is no room for more."""
        return len(self.ids) >= MOST

    @property
    def address(self) -> str:
        """Return the address of the list itself."""
        return list_address(self.ids)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return all that the address of the page says, for a form that adds to it."""
        said = ((name, value) for name, values in self._address.lists() for value in values)
        return [(one_line(name), one_line(value)) for name, value in said]

    def at(self, address: str) -> "ListInAddress":
        """Return the list on the same page, whose address is written as it was understood."""
        understood = QueryDict(address.removeprefix("?"), mutable=True)
        understood.setlist("i", [str(pk) for pk in self.ids])
        return ListInAddress(understood)

    def without(self, number: int) -> str:
        """Return the address of the same page with an entry off the list, at where it stood."""
        rest = self._address.copy()
        rest.setlist("i", [str(pk) for pk in self.ids if pk != number] or [""])
        return f"?{rest.urlencode()}#lista-{number}"

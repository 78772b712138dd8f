"""The kinds of value an entry's fields hold, each in three guises.

The *row's* value is what Django has. The *lasting* value is what JSON holds and what values are
compared by. The *shown* value is what stands in a cell for a person to read and write. Reading a
cell back is the inverse of showing, so the two stand beside each other here.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from catalogue.values.registers import Book

LEAVE = object()
"""What an empty cell means where a field cannot be empty: leave it as it is."""

LONGEST_TEXT = 20_000
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?")


class UnreadableError(ValueError):
    """A value that the field cannot hold; the message says why, to an editor."""


def plain(text: str) -> str:
    """Return the text as every format can carry it: one kind of line end, nothing unprintable."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))


@dataclass(frozen=True)
class Kind:
    """A kind of value; this one is text."""

    longest: int = LONGEST_TEXT
    required: bool = False

    def lasting(self, value: Any) -> Any:
        """Return the lasting value of the row's."""
        return value

    def stored(self, value: Any) -> Any:
        """Return the row's value of the lasting one."""
        return value

    def show(self, value: Any, book: Book) -> str:
        """Return the cell for a lasting value."""
        return str(value)

    def parse(self, cell: str, book: Book) -> Any:
        """Return the lasting value of a cell, or `LEAVE`."""
        return LEAVE if self.required and not cell.strip() else plain(cell)

    def check(self, value: Any, book: Book) -> None:
        """Raise UnreadableError unless the lasting value is one that the field can hold."""
        if not isinstance(value, str):
            raise UnreadableError(_("ska vara text."))
        if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
            raise UnreadableError(_("innehåller ett tecken som inte går att spara."))
        if len(value) > self.longest:
            raise UnreadableError(
                _("är %(length)s tecken; högst %(most)s får plats.")
                % {"length": len(value), "most": self.longest}
            )
        if self.required and not value.strip():
            raise UnreadableError(_("får inte vara tomt."))

    def comparable(self, value: Any) -> Any:
        """Return what two lasting values are compared by."""
        return plain(value) if isinstance(value, str) else value

    def words(self, value: Any) -> Iterable[str]:
        """Return what somebody has written in words of their own."""
        return [value] if type(self) is Kind else []

    def choices(self, book: Book) -> list[str]:
        """Return the cells that can be chosen from, where the list is closed."""
        return []


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few lasting values, shown by its label."""

    labels: tuple[tuple[str, str], ...] = ()

    def lasting(self, value: Any) -> Any:
        """Return it without the class that Django wraps it in."""
        return str(value)

    def show(self, value: Any, book: Book) -> str:
        """Return its label."""
        return dict(self.labels)[value]

    def parse(self, cell: str, book: Book) -> Any:
        """Read a label, or the lasting value itself."""
        wanted = " ".join(cell.split()).casefold()
        if not wanted:
            return LEAVE
        for value, label in self.labels:
            if wanted in {value.casefold(), label.casefold()}:
                return value
        raise UnreadableError(
            _("”%(value)s” finns inte bland värdena: %(all)s.")
            % {"value": cell.strip(), "all": self._all()}
        )

    def check(self, value: Any, book: Book) -> None:
        """Refuse what is not one of them."""
        if not isinstance(value, str) or value not in dict(self.labels):
            raise UnreadableError(_("”%(value)s” finns inte bland värdena.") % {"value": value})

    def choices(self, book: Book) -> list[str]:
        """Return the labels."""
        return [label for _, label in self.labels]

    def _all(self) -> str:
        return ", ".join(label for _, label in self.labels)


@dataclass(frozen=True)
class YesNo(Kind):
    """Yes or no."""

    def show(self, value: Any, book: Book) -> str:
        """Return it in Swedish."""
        return "ja" if value else "nej"

    def parse(self, cell: str, book: Book) -> Any:
        """Read a word, or a cross in a list."""
        word = cell.strip().casefold()
        if not word:
            return LEAVE
        if word in {"ja", "x", "j", "sant", "true", "1"}:
            return True
        if word in {"nej", "n", "falskt", "false", "0"}:
            return False
        raise UnreadableError(_("”%(value)s” ska vara ja eller nej.") % {"value": cell.strip()})

    def check(self, value: Any, book: Book) -> None:
        """Refuse all but the two."""
        if not isinstance(value, bool):
            raise UnreadableError(_("ska vara true eller false."))

    def choices(self, book: Book) -> list[str]:
        """Return the two."""
        return ["ja", "nej"]


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number, or nothing."""

    most: int = 32_767

    def show(self, value: Any, book: Book) -> str:
        """Return its digits."""
        return "" if value is None else str(value)

    def parse(self, cell: str, book: Book) -> Any:
        """Read digits; Excel may have put a decimal nought after them."""
        text = re.sub(r"[.,]0+$", "", "".join(cell.split()))
        if not text:
            return LEAVE if self.required else None
        if not re.fullmatch(r"[0-9]{1,9}", text):
            raise UnreadableError(_("”%(value)s” ska vara ett heltal.") % {"value": cell.strip()})
        return int(text)

    def check(self, value: Any, book: Book) -> None:
        """Refuse what the column cannot hold."""
        if value is None and not self.required:
            return
        if type(value) is not int:
            raise UnreadableError(_("ska vara ett heltal."))
        if not 0 <= value <= self.most:
            raise UnreadableError(_("ska vara mellan 0 och %(most)s.") % {"most": self.most})


@dataclass(frozen=True)
class Number(Kind):
    """A number with one decimal, or nothing."""

    def lasting(self, value: Any) -> Any:
        """Return a number that JSON can hold."""
        return None if value is None else float(value)

    def stored(self, value: Any) -> Any:
        """Return it with just one decimal."""
        return None if value is None else Decimal(str(value)).quantize(Decimal("0.1"))

    def show(self, value: Any, book: Book) -> str:
        """Return it with a decimal comma."""
        return "" if value is None else f"{value:g}".replace(".", ",")

    def parse(self, cell: str, book: Book) -> Any:
        """Read it with a comma or a point."""
        text = "".join(cell.split()).replace(",", ".")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise UnreadableError(_("”%(value)s” ska vara ett tal.") % {"value": cell.strip()})
        return float(number)

    def check(self, value: Any, book: Book) -> None:
        """Refuse what the column cannot hold."""
        if value is None:
            return
        if type(value) not in {int, float} or not 0 <= value < 1000:
            raise UnreadableError(_("ska vara ett tal mellan 0 och 999."))
        if round(value, 1) != value:
            raise UnreadableError(_("får ha högst en decimal."))

    def comparable(self, value: Any) -> Any:
        """Return 10 and 10.0 as the same."""
        return None if value is None else float(value)


@dataclass(frozen=True)
class Day(Kind):
    """A date, or nothing."""

    def lasting(self, value: Any) -> Any:
        """Return it as 2026-11-22."""
        return None if value is None else value.isoformat()

    def stored(self, value: Any) -> Any:
        """Return the day."""
        return None if value is None else datetime.date.fromisoformat(value)

    def show(self, value: Any, book: Book) -> str:
        """Return it in the same form."""
        return value or ""

    def parse(self, cell: str, book: Book) -> Any:
        """Read it; the time that Excel may add is dropped."""
        text = cell.strip().partition(" ")[0]
        if not text:
            return None
        try:
            return datetime.date.fromisoformat(text).isoformat()
        except ValueError:
            raise UnreadableError(
                _("”%(value)s” ska vara ett datum: 2026-11-22.") % {"value": cell.strip()}
            ) from None

    def check(self, value: Any, book: Book) -> None:
        """Refuse what is no day."""
        if value is None:
            return
        try:
            datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            raise UnreadableError(_("ska vara ett datum: 2026-11-22.")) from None

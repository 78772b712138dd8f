"""What a page showed when it was opened, so that nobody saves over what came in between."""

from dataclasses import dataclass, field
from typing import Self

from catalogue.values.differing import DIGEST, Digests, Values, digests, imprint
from catalogue.values.fields import FIELDS


@dataclass(frozen=True)
class Seen:
    """What a page showed when it was opened; it travels with the form and back."""

    logged: int = -1
    """The newest line of the entry's history; -1 when that is not known."""
    entry: str = ""
    """An imprint of the published entry, which the page may have shown a working copy of."""
    fields: Digests = field(default_factory=dict)

    @classmethod
    def of(cls, logged: int, stored: Values, shown: Values) -> Self:
        """Return the mark of a page that shows these values."""
        return cls(logged, imprint(stored), digests(shown))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read it back; from a page that is too old or broken comes one that fits nothing."""
        logged, _, rest = text.partition(".")
        entry, _, signs = rest.partition(".")
        if not logged.isdecimal() or len(logged) > 18 or len(signs) != DIGEST * len(FIELDS):
            return cls()
        parts = {name: signs[DIGEST * at :][:DIGEST] for at, name in enumerate(FIELDS)}
        return cls(int(logged), entry, parts)

    def __str__(self) -> str:
        return f"{self.logged}.{self.entry}.{''.join(self.fields[name] for name in FIELDS)}"

    def fits(self, stored: Values, shown: Values) -> bool:
        """Tell whether nothing has changed since."""
        return self.entry == imprint(stored) and self.fields == digests(shown)

"""Tell what an import did, or would do, in Swedish."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from catalogue.exchange.factsheets.rows import Finding
from catalogue.exchange.factsheets.sheet import Sheet


@dataclass
class Report:
    """The outcome of one import."""

    applied: bool = False
    created: list[str] = field(default_factory=list)
    updated: dict[str, list[str]] = field(default_factory=dict)
    """Name of the intervention -> the fields that changed."""
    unchanged: int = 0
    read: Counter[str] = field(default_factory=Counter)
    kept_as_text: Counter[str] = field(default_factory=Counter)
    proposed: int = 0
    """How many facts were read out of prose, and wait for somebody to accept or refuse them."""
    conflicts: list[str] = field(default_factory=list)
    """Fields that a person and the source have both changed; nothing is overwritten."""
    new_need_groups: list[str] = field(default_factory=list)
    new_languages: list[str] = field(default_factory=list)
    new_organisations: list[str] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)

    def count(self, sheets: Iterable[Sheet]) -> None:
        """Count, field by field, what became structured and what stayed text."""
        for sheet in sheets:
            self.read.update(sheet.read)
            self.kept_as_text.update(sheet.kept_as_text)

    def as_json(self) -> dict[str, Any]:
        """Return the report for a machine."""
        return asdict(self) | {"read": dict(self.read), "kept_as_text": dict(self.kept_as_text)}

    def lines(self) -> Iterator[str]:
        """Return the report for a person, line by line."""
        if self.problems:
            yield f"Inget lästes in. {len(self.problems)} fel att rätta:"
            yield from (f"  {problem}" for problem in self.problems)
        else:
            yield from self._outcome()
        yield from _listed("Att granska", [str(warning) for warning in self.warnings])

    def _outcome(self) -> Iterator[str]:
        yield "Inläst." if self.applied else "Provkörning: inget sparades. Lägg till --apply."
        yield (
            f"{len(self.created)} nya, {len(self.updated)} ändrade, {self.unchanged} oförändrade."
        )
        yield from (f"  {name}: {', '.join(fields)}" for name, fields in self.updated.items())
        yield "Fält som blev strukturerade, och som bara finns som text:"
        for name in sorted({*self.read, *self.kept_as_text}):
            yield f"  {name}: {self.read[name]} strukturerade, {self.kept_as_text[name]} text"
        if self.proposed:
            yield (
                f"{self.proposed} uppgifter är utlästa ur löpande text. De syns för besökarna "
                "först när någon har godtagt dem, på insatsens sida i redaktionen."
            )
        yield from _listed("Krockar att avgöra i redaktionen", self.conflicts)
        yield from _listed("Nya behovsgrupper, ogranskade", self.new_need_groups)
        yield from _listed("Nya språk", self.new_languages)
        yield from _listed("Nya organisationer", self.new_organisations)


def _listed(title: str, rows: list[str]) -> Iterator[str]:
    if rows:
        yield f"{title} ({len(rows)}):"
        yield from (f"  {row}" for row in rows)

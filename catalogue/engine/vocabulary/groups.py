"""The synonym groups: what one of them says, and how they are read from their files."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "synonyms"
CRISIS = "kris"
KEYS = {
    "kind",
    "terms",
    "hidden",
    "lay",
    "broader",
    "reverse",
    "case_sensitive",
    "words",
    "note",
}


class VocabularyError(Exception):
    """A synonym file cannot be read; the message says which group and why."""


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words that lead to each other (synonymgrupp)."""

    kind: str
    terms: tuple[str, ...] = ()  # find each other; the first is the one to show
    hidden: tuple[str, ...] = ()  # match like terms, never shown
    lay: tuple[str, ...] = ()  # find the terms, not the reverse
    broader: tuple[str, ...] = ()  # found as well, at lower weight
    reverse: bool = False  # the broader terms also find these
    case_sensitive: frozenset[str] = frozenset()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by language code
    note: str = ""
    own: bool = False  # written by the staff of an installation

    @property
    def foreign(self) -> tuple[str, ...]:
        """The words of all other languages."""
        return tuple(word for words in self.words.values() for word in words)

    @property
    def said(self) -> tuple[str, ...]:
        """All that people say for it, each once."""
        return tuple(dict.fromkeys((*self.terms, *self.hidden, *self.lay, *self.foreign)))


def group_from(table: Mapping[str, Any], where: str) -> WordGroup:
    """Return the group that a TOML table describes; `where` names it in errors."""
    unknown = set(table) - KEYS
    if unknown:
        raise VocabularyError(f"{where}: okända nycklar {', '.join(sorted(unknown))}.")
    try:
        group = WordGroup(
            kind=table["kind"],
            terms=tuple(table.get("terms", ())),
            hidden=tuple(table.get("hidden", ())),
            lay=tuple(table.get("lay", ())),
            broader=tuple(table.get("broader", ())),
            reverse=bool(table.get("reverse", False)),
            case_sensitive=frozenset(table.get("case_sensitive", ())),
            words={code: tuple(words) for code, words in table.get("words", {}).items()},
            note=table.get("note", ""),
        )
    except KeyError as error:
        raise VocabularyError(f"{where}: nyckeln {error} saknas.") from error
    if not group.terms and not group.broader:
        raise VocabularyError(f"{where}: gruppen leder ingenstans (varken terms eller broader).")
    return group


def read_groups(folder: Path = FOLDER) -> Iterator[WordGroup]:
    """Yield the groups of every TOML file in a folder, in the order of the file names."""
    for path in sorted(folder.glob("*.toml")):
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise VocabularyError(f"{path.name}: {error}") from error
        for number, table in enumerate(content.get("group", ()), 1):
            yield group_from(table, f"{path.name}, grupp {number}")

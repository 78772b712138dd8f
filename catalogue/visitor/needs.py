"""The needs to choose from: under headings from life, and narrowed by a visitor's own word."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from catalogue.engine.language.folding import canonical, fold
from catalogue.languages import translated
from catalogue.models import NeedGroup

LONGEST = 60  # of what is looked for
INSIDE = 4  # letters: so long a word is also found inside another


@dataclass(frozen=True, slots=True)
class Family:
    """A need, and those that are a part of it."""

    group: NeedGroup
    members: Sequence[NeedGroup]


@dataclass(frozen=True, slots=True)
class NeedChoices:
    """What can be ticked, and what it was narrowed by."""

    headings: Sequence[tuple[str, Sequence[Family]]]  # those without a heading last
    wanted: str
    found: int  # how many are about what was looked for


def need_choices(chosen: Collection[str], wanted: str) -> NeedChoices:
    """Return the needs about something, and what is ticked; all of them where none is."""
    families = NeedGroup.objects.all().families()
    wanted = wanted[:LONGEST].strip()
    words = _bare(wanted).split()
    everyone = [need for group, members in families for need in (group, *members)]
    about = {need.slug for need in everyone if _is_about(need, words)}
    kept = about.union(chosen) if about else {need.slug for need in everyone}
    headings: dict[str, list[Family]] = {}
    for group, members in families:
        left = [member for member in members if member.slug in kept]
        if left or group.slug in kept:
            headings.setdefault(group.heading, []).append(Family(group, left))
    unnamed = headings.pop("", [])
    told = [*headings.items(), *([("", unnamed)] if unnamed else [])]
    return NeedChoices(told, wanted, len(about))


def _is_about(need: NeedGroup, words: Iterable[str]) -> bool:
    """Tell whether a need has every word, also among those that are never shown.

    A short word must begin one: "son" is not about every person.
    """
    shown = (need.name, need.entrance, need.description, need.heading)
    told = " " + _bare(" ".join([*shown, *map(translated, shown), need.search_words]))
    return all((word if len(word) >= INSIDE else f" {word}") in told for word in words)


def _bare(text: str) -> str:
    return fold(" ".join(canonical(word) for word in text.split()))

"""Tell who does what to whom: "jag slår" is sought otherwise than "slår mig".

Of a sentence only this is read: the deed, whoever is named before it, whoever is named after it.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from catalogue.engine.language import Analyser

FILE = Path(__file__).parent / "deeds.toml"
BY_ME, BY_OTHER = "@jag", "@annan"  # in no key
KINDS = ("does", "done", "is", "of_me")
TOWARDS = frozenset(("på", "mot", "för", "at", "on", "towards", "to"))
FAR = 8  # so many words before a deed whoever does it is looked for


class Stand(NamedTuple):
    """On which side of a kind of deeds somebody stands."""

    side: str
    who: str  # BY_ME or BY_OTHER

    @property
    def is_mine(self) -> bool:
        """Tell whether it is the side of whoever does it, and not of one to whom it is done."""
        return self.who == BY_ME

    @property
    def other(self) -> "Stand":
        """Return where the one at the other end stands."""
        return self._replace(who=BY_OTHER if self.who == BY_ME else BY_ME)


def undisputed(stands: Set[Stand]) -> frozenset[Stand]:
    """Return the stands that are told alone: "han slår mig och jag honom" tells of both sides."""
    return frozenset(stand for stand in stands if stand.other not in stands)


class Form(NamedTuple):
    """A word that names a deed, and how it does so."""

    deed: str
    kind: str  # does, done, is or of_me
    without: bool = False
    given: bool = False
    particle: str = ""  # what must stand after it: "gifter bort", "gör henne illa"


class Deeds:
    """The reviewed deeds, as one analyser compares words."""

    def __init__(self, content: Mapping[str, Any], key: Callable[[str], str]) -> None:
        who = {name: frozenset(words) for name, words in content["who"].items()}
        self._me, self._other, self._to_me, self._to_other = (
            who[name] for name in ("me", "other", "to_me", "to_other")
        )
        self._my, self._own, self._self = who["my"], who["own"], who["self"]
        self._stop, self._anyone = who["stop"], who["anyone"]
        self._whoever = who["whoever"]
        self._friends = frozenset(map(key, who["friends"]))
        self._is, self._then, self._otherwise = who["is"], who["then"], who["otherwise"]
        self._near, self._key = frozenset(map(key, who["near"])), key
        self.forms = {
            word: Form(
                table["name"],
                kind,
                table.get("without", False),
                table.get("given", False),
                table.get("particle", ""),
            )
            for table in content["deed"]
            for kind in KINDS
            for word in table.get(kind, ())
        }
        self._stands = {
            table["name"] + who: Stand(table["side"], who)
            for table in content["deed"]
            if "side" in table
            for who in (BY_ME, BY_OTHER)
        }
        self._said = {
            side: tuple(for_whom.get("said", ())) for side, for_whom in content["sides"].items()
        }
        self._for = {
            Stand(side, who): tuple(for_whom.get(whose, ()))
            for side, for_whom in content["sides"].items()
            for who, whose in ((BY_ME, "theirs"), (BY_OTHER, "mine"))
        }

    def stands(self, keys: Iterable[str], texts: Iterable[str] = ()) -> frozenset[Stand]:
        """Return on which side one stands by deeds, and by words for what is for whoever does it.

        Only doers are told by the latter: who looks for a kvinnojour may be anybody.
        """
        named = frozenset(texts)
        by_deed = {self._stands[key] for key in keys if key in self._stands}
        return frozenset(by_deed).union(
            stand
            for stand, its_own in self._for.items()
            if stand.is_mine and not named.isdisjoint(its_own)
        )

    def says(self, stand: Stand) -> tuple[str, ...]:
        """Return the words of whoever stands there, to be taken as they stand."""
        return self._said[stand.side] if not stand.is_mine else ()

    def is_for(self, stand: Stand) -> tuple[str, ...]:
        """Return the words for what is for whoever stands there."""
        return self._for.get(stand, ())

    def is_somebody_near(self, words: Sequence[str], at: int) -> bool:
        """Tell whether the word there is about a relative or a friend: not "man med ångest"."""
        word = words[at]
        if not (self._is_near(word) or self._key(word) in self._friends):
            return False
        mine = any(before in self._my for before in words[max(at - 2, 0) : at])
        return mine or (word not in self._anyone and words[at + 1 : at + 2] != ["med"])

    def after_somebody_near(self, words: Sequence[str], at: int) -> bool:
        """Tell whether whoever is named last before a word is a relative or a friend, not me."""
        for before in reversed(range(max(at - FAR, 0), at)):
            if words[before] in self._me and words[before] != "i":
                return False
            if self.is_somebody_near(words, before):
                return True
        return False

    def read(self, words: Sequence[str]) -> dict[int, str]:
        """Return the keys of the deeds whose doer is told, by place."""
        found = {}
        for at, word in enumerate(words):
            form = self.forms.get(word)
            who = self._who(form, words, at) if form else ""
            if form and who:
                found[at] = form.deed + who
        return found

    def _who(self, form: Form, words: Sequence[str], at: int) -> str:
        after = list(words[at + 1 : at + 6])
        if form.particle:
            if form.particle not in after:
                return ""
            after.remove(form.particle)
        if form.kind == "done":  # "hotad av uppsägning" is another matter
            by_person = after[:1] != ["av"] or self._after(after[1:]) in ("person", "theirs")
            return BY_OTHER if by_person else ""
        if form.kind == "of_me":
            return BY_ME if after[:1] == ["för"] and self._after(after[1:]) == "me" else ""
        if form.kind == "is":
            return self._being(words, at)
        turned = bool(after) and after[0] in self._me and not form.given  # "då slog jag henne"
        if turned:
            after = after[1:]
        doer = BY_ME if turned else self._before(words[max(at - FAR, 0) : at], form.given)
        if form.without:
            return doer if doer == BY_ME else ""
        end = self._after(after)
        if end != "me" and words[at - 1 : at] and words[at - 1] in self._stop:
            return BY_ME  # "han vill sluta slå": that is sought for whoever does it
        return self._with_object(doer, end, form.given)

    def _with_object(self, doer: str, end: str, given: bool) -> str:
        """Return who does it in view of what stands at the other end."""
        if end == "me":
            return "" if doer == BY_ME else BY_OTHER  # "jag slog mig"
        if end == "person":
            return doer or BY_ME  # "slog henne"
        if end == "theirs":
            return doer if doer == BY_OTHER else ""
        if end == "mine":
            return "" if doer == BY_ME else BY_OTHER  # "kollar min mobil"
        return doer if end == "" and not given else ""

    def _after(self, after: Sequence[str]) -> str:
        """Return what stands at the other end: me, a person, what is mine, a thing, or nothing."""
        first, second = (*after, "", "")[:2]
        if first in TOWARDS and self._after(after[1:]) in ("me", "person"):
            return self._after(after[1:])  # "skriker på mig"
        if not first or (first in self._then and first not in self._otherwise):
            return ""
        if first in self._to_me:
            return "thing" if second in self._self else "me"
        if first in self._to_other or self._is_near(first):
            return "person"
        if first in self._my:
            return "person" if self._is_near(second) else "mine"
        return "theirs" if first in self._own and self._is_near(second) else "thing"

    def _before(self, before: Sequence[str], given: bool) -> str:
        """Return who is named last before the deed."""
        if len(before) > 1 and before[-1] == "som" and before[-2] in self._whoever:
            return BY_ME  # "för män som slår" is sought by them, or for them
        for at, word in reversed(list(enumerate(before))):
            if word in self._me and (word != "i" or given):
                return BY_ME
            if word in self._other:
                return BY_OTHER
            if self._is_near(word) and not (at and before[at - 1] in self._is):  # "jag är man och"
                # "elev som slår" is spoken of from outside, "min man som slår" is not.
                mine = at > 0 and before[at - 1] in self._my | self._own
                return BY_OTHER if mine or "som" not in before[at:] else ""
        return ""

    def _being(self, words: Sequence[str], at: int) -> str:
        """Return who is so: "jag blir våldsam", "min våldsamma man"."""
        before = at - 1
        while before >= 0 and words[before] in self._is:
            before -= 1
        named = words[before] if before >= 0 else ""
        if named in self._me:
            return BY_ME
        after = words[at + 1 : at + 5]
        if named in self._other or self._is_near(named) or self._is_near("".join(after[:1])):
            return BY_OTHER
        end = self._after(after) if after and after[0] in TOWARDS else ""
        return {"me": BY_OTHER, "person": BY_ME}.get(end, "")

    def _is_near(self, word: str) -> bool:
        return bool(word) and self._key(word) in self._near


@lru_cache(maxsize=4)
def deeds_for(analyser: Analyser) -> Deeds:
    """Return the deeds of the reviewed file as this analyser compares words."""
    return Deeds(tomllib.loads(FILE.read_text(encoding="utf-8")), analyser.key)

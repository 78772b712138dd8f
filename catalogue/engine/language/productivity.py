"""Learn from a dictionary which words begin and end Swedish compounds, and how readily."""

import math
from collections import Counter
from collections.abc import Mapping

from catalogue.engine.language import lists

SHORTEST = 3
LONGEST_MODIFIER, LONGEST_HEAD = 20, 24
JOINTS = (("o", "a"), ("u", "a"), ("a", "e"), ("e", "a"), ("e", ""))
AGENT = "are"
LISTED = 20  # the productivity that a word on a reviewed list is given


class Productivity:
    """Costs of modifiers and heads: the more compounds a part makes, the cheaper it is."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        """Count parts in the lemmas of `forms` (form -> lemma, both canonical)."""
        self.forms = forms
        self.extra_modifiers = lists.pairs("modifiers")
        self.extra_heads = lists.pairs("heads")
        self.never_modifiers = lists.words("never_modifiers")
        self.never_heads = lists.words("never_heads")
        sizes = Counter(forms.values())
        # A lemma needs several forms, or length: that leaves out debris such as "lam".
        self.lemmas = {
            lemma
            for lemma, size in sizes.items()
            if len(lemma) >= SHORTEST and (size >= 3 or len(lemma) >= 6)
        }
        self.modifiers: Counter[str] = Counter()
        self.heads: Counter[str] = Counter()
        self._count()

    def _count(self) -> None:
        for lemma in self.lemmas:
            for cut in range(SHORTEST, len(lemma) - SHORTEST + 1):
                modifier, head = lemma[:cut], lemma[cut:]
                if head not in self.lemmas or head in self.never_heads:
                    continue
                if self._may_modify(modifier) and self.base(modifier):
                    self.heads[head] += 1
                    self.modifiers[modifier] += 1

    def _may_modify(self, modifier: str) -> bool:
        stem = modifier.removesuffix("s")
        return modifier not in self.never_modifiers and stem not in self.never_modifiers

    def base(self, modifier: str) -> str | None:
        """Return the dictionary form behind a joint form ("arbets" -> "arbete"), if any."""
        if modifier in self.extra_modifiers:
            return self.extra_modifiers[modifier]
        if modifier in self.lemmas:
            return modifier
        stem, last = modifier[:-1], modifier[-1]
        if last == "s" and len(stem) >= SHORTEST:
            if stem in self.lemmas:
                return stem
            for vowel in "ea":
                if len(stem) > SHORTEST and stem + vowel in self.lemmas:
                    return stem + vowel
        if len(modifier) > SHORTEST:
            for joint, ending in JOINTS:
                if last == joint and len(stem + ending) > SHORTEST and stem + ending in self.lemmas:
                    return stem + ending
            for vowel in "ae":
                if modifier + vowel in self.lemmas:
                    return modifier + vowel
        return None

    def modifier_cost(self, modifier: str) -> float | None:
        """Return what it costs to read the word as a modifier, or None where it cannot be one."""
        base = self.base(modifier) if self._may_modify(modifier) else None
        if base is None:
            return None
        made = self.modifiers[modifier]
        if modifier in self.extra_modifiers:
            made = max(made, LISTED)
        else:
            # Every word for somebody who does something makes compounds: "skötare", "skötar-".
            agent = base.endswith(AGENT) and base == modifier + "e"
            direct = agent or base in {modifier, modifier[:-1]}
            needed = {3: 12, 4: 4}.get(len(modifier), 2)
            if made < needed and not (len(modifier) > 4 and direct and len(base) >= 5):
                return None
            if not direct and made < 3:
                return None
        return 12 - math.log(made + 1)

    def head_cost(self, head: str) -> float | None:
        """Return what it costs to read the form as a head, or None where it cannot be one."""
        lemma = self.extra_heads.get(head) or self.forms.get(head)
        if lemma is None or head in self.never_heads or lemma in self.never_heads:
            return None
        made = max(self.heads[head], self.heads[lemma])
        if head in self.extra_heads:
            made = max(made, LISTED)
        else:
            needed = (
                40 if len(lemma) <= 3 else 4 if len(lemma) == 4 else 2 if len(lemma) == 5 else 0
            )
            if made < needed:
                return None
        return 12 - math.log(made + 1)

    def modifier_table(self) -> dict[str, tuple[float, str]]:
        """Return every possible modifier with its cost and base."""
        candidates = (
            set(self.modifiers)
            | self.lemmas
            | set(self.extra_modifiers)
            | {lemma + "s" for lemma in self.lemmas}
            | {lemma.removesuffix("e") for lemma in self.lemmas if lemma.endswith(AGENT)}
        )
        table = {}
        for modifier in candidates:
            if SHORTEST <= len(modifier) <= LONGEST_MODIFIER:
                cost = self.modifier_cost(modifier)
                if cost is not None:
                    table[modifier] = cost, self.base(modifier) or modifier
        return table

    def head_table(self) -> dict[str, float]:
        """Return every possible head form with its cost."""
        table = {}
        for head in set(self.forms) | set(self.extra_heads):
            if SHORTEST <= len(head) <= LONGEST_HEAD:
                cost = self.head_cost(head)
                if cost is not None:
                    table[head] = cost
        return table

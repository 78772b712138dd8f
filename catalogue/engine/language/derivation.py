"""Words of one family: what is done, and the doing of it ("odla", "odling")."""

from collections.abc import Iterator

DOING = ("ning", "ing", "ande", "ende", "eri")
INFINITIVE = "a"
SHORTEST_ROOT = 3


def family(lemma: str) -> Iterator[str]:
    """Yield what a verb's noun or a noun's verb would be called; not all of them are words."""
    if lemma.endswith(INFINITIVE) and len(lemma) > SHORTEST_ROOT:
        root = lemma.removesuffix(INFINITIVE)
        yield from (root + ending for ending in DOING)
    for ending in DOING:
        root = lemma.removesuffix(ending)
        if root != lemma and len(root) >= SHORTEST_ROOT:
            yield root + INFINITIVE

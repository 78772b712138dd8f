"""The searches that are timed: seven kinds, each the same for the same seed."""

import random
from collections.abc import Callable

from benchmarks import corpus
from catalogue.search.query import Query

FACETS = {"kommun": "kommun", "behov": "behov", "typ": "typ", "organisation": "organisation"}
INDIVIDUAL = {"inriktning": frozenset({"individ"})}


def jobs(count: int, seed: int) -> dict[str, list[Query]]:
    """Return `count` searches of every kind."""
    rng = random.Random(seed)
    words = corpus.vocabulary()

    def word() -> str:
        low, high = rng.choice(((0, 60), (60, 800), (60, 800), (800, 12_000)))
        return words[rng.randrange(low, high)]

    def text() -> str:
        return " ".join(word() for _ in range(rng.choice((1, 1, 2, 2, 3))))

    def choose(most: int) -> dict[str, frozenset[str]]:
        example = corpus.entry(rng.randrange(1, 1000))
        picked = rng.sample(list(FACETS), most)
        chosen = {
            name: frozenset(v.replace("org-", "organisation-") for v in example.facets[name][:2])
            for name in picked
        }
        return {**INDIVIDUAL, **chosen}

    def unknown_compound() -> str:
        known = set(words)
        while True:
            made = rng.choice(corpus.MODIFIERS) + rng.choice(corpus.MODIFIERS)
            made += rng.choice(corpus.HEADS)
            if made not in known:
                return made

    kinds: dict[str, Callable[[], Query]] = {
        "text": lambda: Query(text(), INDIVIDUAL),
        "text+facets": lambda: Query(text(), choose(rng.choice((1, 2, 3)))),
        "browse": lambda: Query(
            "", INDIVIDUAL, order=rng.choice(("relevans", "namn", "granskad", "ko"))
        ),
        "browse+3 facets": lambda: Query("", choose(3)),
        "typo": lambda: Query(corpus.misspelt(word(), rng), INDIVIDUAL),
        "unknown compound": lambda: Query(unknown_compound(), INDIVIDUAL),
        "3 common words": lambda: Query(" ".join(rng.sample(corpus.COMMON, 3)), INDIVIDUAL),
    }
    return {kind: [make() for _ in range(count)] for kind, make in kinds.items()}

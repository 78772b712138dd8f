"""A seeded catalogue of any size, with Swedish words in Zipf's proportions and typical searches.

Knows nothing of the engine: yields plain `Entry` records. The same seed and size always give the
same entries, and the first entries of a larger catalogue are those of a smaller one.
"""

import itertools
import random
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

WORDS: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "corpus_words.toml").read_text(encoding="utf-8")
)
MODIFIERS = WORDS["modifiers"].split()
HEADS = WORDS["heads"].split()
COMMON = WORDS["common"].split()
SMALL = WORDS["small"].split()
ENDINGS = ("", "", "", "en", "et", "ar", "er", "na", "s", "ens")
COUNTIES, MUNICIPALITIES, ORGANISATIONS = 21, 290, 500
PLACES = [f"ort{a}{b}" for a in "abcdefghijklmnopqr" for b in "abcdefghijklmnopq"][:MUNICIPALITIES]
VOCABULARY = 60_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One generated entry: its texts by field, its facet values, and what it is sorted by."""

    id: int
    fields: dict[str, str]
    facets: dict[str, list[str]]
    name_key: str
    reviewed_on: int
    queue_days: int | None
    trusted_until: int


@dataclass(frozen=True, slots=True)
class Job:
    """One page that a visitor asks for."""

    kind: str
    text: str
    include: dict[str, frozenset[str]] = field(default_factory=dict)
    exclude: dict[str, frozenset[str]] = field(default_factory=dict)


@cache
def vocabulary() -> tuple[str, ...]:
    """Return 60 000 words, the most common first."""
    rng = random.Random(7)
    compounds = [m + h for m, h in itertools.product(MODIFIERS, HEADS)]
    rng.shuffle(compounds)
    words = dict.fromkeys([*COMMON, *HEADS])
    for word in itertools.cycle(compounds):
        if len(words) >= VOCABULARY:
            break
        words[word + rng.choice(ENDINGS)] = None
    return tuple(words)


@cache
def cumulative(size: int, exponent: float, shift: int = 0) -> tuple[float, ...]:
    """Return the cumulative Zipf weights of `size` ranks, ending in 1."""
    weights = list(itertools.accumulate(1 / (rank + 1 + shift) ** exponent for rank in range(size)))
    return tuple(weight / weights[-1] for weight in weights)


def zipf(rng: random.Random, size: int, exponent: float, shift: int = 0) -> int:
    """Draw a rank below `size`, the low ones most often."""
    return min(bisect_left(cumulative(size, exponent, shift), rng.random()), size - 1)


def text(rng: random.Random, length: int) -> str:
    """Return a text of so many content words with small words between them."""
    words = vocabulary()
    chosen = [words[zipf(rng, VOCABULARY, 1.02, 8)] for _ in range(max(1, length))]
    return " ".join(
        f"{word} {rng.choice(SMALL)}" if rng.random() < 0.6 else word for word in chosen
    )


def entry(number: int, seed: int = 1) -> Entry:
    """Return the entry with this number."""
    rng = random.Random(seed * 1_000_003 + number)
    home = zipf(rng, MUNICIPALITIES, 0.8)
    towns = sorted(
        {home, *((home + step) % MUNICIPALITIES for step in range(rng.choice((0, 0, 1, 3))))}
    )
    reach = rng.random()
    municipalities = [PLACES[town] for town in towns]
    if reach < 0.04:
        municipalities = ["hela-landet"]
    elif reach < 0.12:
        municipalities = [f"lan-{home % COUNTIES}"]
    name = text(rng, rng.randint(3, 5)).capitalize()
    return Entry(
        id=number,
        fields={
            "name": name,
            "summary": text(rng, round(rng.gauss(10, 3))),
            "content": text(rng, round(rng.gauss(60, 18))),
            "need_groups": text(rng, 4),
            "organisation": f"{PLACES[home]} kommun {text(rng, 1)}",
            "places": " ".join(municipalities),
            "type": HEADS[zipf(rng, 12, 0.5)],
            "audience": text(rng, 8),
        },
        facets={
            "kommun": municipalities,
            "behov": sorted({f"behov-{zipf(rng, 25, 0.6)}" for _ in range(rng.randint(1, 4))}),
            "typ": [f"typ-{zipf(rng, 12, 0.5)}"],
            "steg": [f"steg-{zipf(rng, 5, 0.3)}"],
            "krav": sorted({f"krav-{zipf(rng, 9, 0.8)}" for _ in range(rng.randint(0, 3))}),
            "organisation": [f"org-{zipf(rng, ORGANISATIONS, 0.9)}"],
            "språk": sorted({f"sprak-{zipf(rng, 10, 1.5)}" for _ in range(rng.randint(1, 2))}),
        },
        name_key=name.lower(),
        reviewed_on=738_000 + rng.randint(0, 1500),
        queue_days=rng.choice((None, 0, 7, 14, 30, 60, 90)),
        trusted_until=739_000 + rng.randint(0, 1500),
    )


def entries(size: int, seed: int = 1) -> Iterator[Entry]:
    """Yield the entries 1 to `size`."""
    return (entry(number, seed) for number in range(1, size + 1))


def accepted_municipalities() -> dict[str, tuple[str, ...]]:
    """Return what a filter on each kommun also accepts."""
    accepts = {
        place: (f"lan-{number % COUNTIES}", "hela-landet") for number, place in enumerate(PLACES)
    }
    return accepts | {f"lan-{number}": ("hela-landet",) for number in range(COUNTIES)}


FACETS = ("kommun", "behov", "typ", "steg", "krav", "organisation", "språk")
SENTENCES = (
    "jag orkar inte gå till jobbet längre",
    "hjälp att komma tillbaka efter utbrändhet",
    "min son sitter hemma och går inte till skolan",
    "vem kan hjälpa mig med skulder och ekonomi",
)


def jobs(count: int, seed: int = 3) -> Iterator[Job]:
    """Yield so many searches: words of all frequencies, filters, typing errors, whole sentences."""
    rng = random.Random(seed)
    words = vocabulary()

    def word() -> str:
        low, high = rng.choice(((0, 60), (60, 800), (60, 800), (800, 12_000)))
        return words[rng.randrange(low, high)]

    def values(name: str) -> frozenset[str]:
        example = (entry(rng.randrange(1, 1000)).facets[name] for _ in itertools.count())
        found = next(found for found in example if found)
        return frozenset(found[:2])

    for number in range(count):
        kind = rng.choice(
            (
                "text",
                "text",
                "text+filter",
                "text+filter",
                "browse",
                "browse+filter",
                "typo",
                "sentence",
            )
        )
        include, exclude = {}, {}
        if "filter" in kind:
            for name in rng.sample(FACETS, rng.choice((1, 1, 2, 3))):
                if name == "krav":
                    exclude[name] = values(name)
                else:
                    include[name] = values(name)
        asked: Sequence[str] = ()
        if kind.startswith("text"):
            asked = [word() for _ in range(rng.choice((1, 1, 2, 2, 3)))]
        elif kind == "typo":
            asked = [misspelt(word(), rng)]
        elif kind == "sentence":
            asked = [SENTENCES[number % len(SENTENCES)]]
        yield Job(kind, " ".join(asked), include, exclude)


def misspelt(word: str, rng: random.Random) -> str:
    """Return the word with one letter left out, doubled or swapped with the next."""
    place = rng.randrange(1, max(2, len(word) - 1))
    before, letter, after = word[:place], word[place : place + 1], word[place + 1 :]
    return rng.choice(
        (before + after, before + letter * 2 + after, before + after[:1] + letter + after[1:])
    )

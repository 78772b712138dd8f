"""Tell which words of the vocabulary share a key although they lead to different things.

Inflections share a key and should; two unrelated words that do are each other's accident
("papper", "pappor"). Those that were looked at and let be stand in shared_keys.txt.

    python -m tests.search_quality.shared_keys
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from catalogue.engine.language import Analyser, Lexicon, words_of
from catalogue.engine.vocabulary import WordGroup, read_groups
from tests.search_quality.sets import FOLDER

REVIEWED = FOLDER / "shared_keys.txt"
Pair = tuple[str, str]


def reviewed() -> set[Pair]:
    """Return the pairs that were looked at."""
    lines = REVIEWED.read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {(first, second) for first, second in pairs}


def shared(groups: Iterable[WordGroup], analyser: Analyser) -> Iterator[Pair]:
    """Yield single words with one key that stand in no group together."""
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, group in enumerate(groups):
        for text in (*group.terms, *group.hidden, *group.lay, *group.foreign):
            words = words_of(text)
            if len(words) == 1 and text not in group.case_sensitive:
                found[analyser.key(words[0])][words[0]].add(number)
    for spelled in found.values():
        words = sorted(spelled)
        for place, first in enumerate(words):
            for second in words[place + 1 :]:
                if spelled[first].isdisjoint(spelled[second]):
                    yield first, second


if __name__ == "__main__":
    ours = Analyser(Lexicon(FOLDER.parents[1] / "var" / "lexicon"))
    for pair in sorted(set(shared(read_groups(), ours)) - reviewed()):
        print(*pair)

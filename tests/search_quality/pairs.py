"""Judge who does what to whom, and for whom help is sought, by pairs of entries.

python -m tests.search_quality.pairs
"""

from collections.abc import Iterator, Sequence
from typing import Any

from catalogue.engine.index import Index
from catalogue.engine.language import Analyser
from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import Vocabulary, read_groups
from tests.search_quality.documents import FACETS, sheet
from tests.search_quality.sets import DEMO, FOLDER, MORE, read

ROLES, RELATIONS = FOLDER / "roles.json", FOLDER / "relations.json"
EITHER_SIDE = FOLDER / "interventions-roles.json"  # entries for either side of a deed
FIRST, NEAR = 5, 10  # how far down the pairs of roles and of relations are looked for


class Pairs:
    """The demo catalogue, the 60 more entries and some for either side, to be asked."""

    def __init__(self, analyser: Analyser) -> None:
        rows = [row for path in (DEMO, MORE, EITHER_SIDE) for row in read(path)]
        self.known_as = {number: str(row["id"]) for number, row in enumerate(rows, start=1)}
        documents = [sheet(number, row) for number, row in enumerate(rows, start=1)]
        self.index = Index(analyser, FACETS).with_documents(documents)
        self.vocabulary = Vocabulary(read_groups(), analyser)

    def first(self, text: str, number: int) -> set[str]:
        """Return the first entries that a search finds."""
        found = self.index.search(make_plan(text, self.index, self.vocabulary), limit=number)
        return {self.known_as[identity] for identity in found.ids}

    def roles(self, queries: Sequence[Any]) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the answers to who does what to whom."""
        for query in queries:
            found = self.first(query["q"], FIRST)
            wrong = sorted(found.intersection(query["must_not"]))
            if wrong or not found.intersection(query["must"]):
                yield query["id"], f"{query['q']}: {wrong or 'nothing that must be there'}"

    def relations(self, queries: Sequence[Any]) -> Iterator[tuple[str, str]]:
        """Yield what is missing in the answers to one who is near somebody ill."""
        for query in queries:
            found = self.first(query["q"], NEAR)
            missing = [side for side in ("ill", "relative") if not found.intersection(query[side])]
            if missing:
                yield query["id"], f"{query['q']}: nothing for {missing}"


def main(analyser: Analyser) -> None:
    """Print how many pairs are right, and what is wrong with those that may be looked at."""
    pairs = Pairs(analyser)
    for path, ask in ((ROLES, pairs.roles), (RELATIONS, pairs.relations)):
        content = read(path)
        wrong = dict(ask(content["queries"]))
        sealed = [identity for identity in wrong if identity in content["sealed"]]
        count = len(content["queries"])
        print(f"{path.stem}: {count - len(wrong)} of {count} right; {len(sealed)} sealed wrong")
        print(*(f"  {said}" for key, said in wrong.items() if key not in sealed), sep="\n")


if __name__ == "__main__":
    from catalogue.engine.language import Lexicon

    main(Analyser(Lexicon(FOLDER.parents[1] / "var" / "lexicon")))

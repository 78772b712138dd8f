"""Judge the engine on queries with known answers, without Django.

They are asked of `frozen/`, a copy of the demo catalogue as it was when they were written: the demo
itself may grow and be better worded without moving a figure.

The sets: `catalogue` and `general` are to develop against; `heldout` was written before the engine
was tuned, `open`, `wider` and `everyday` by judges who had not seen it, the last two over 60 more
entries; `everyday` holds almost only whole sentences and synonyms. Grades are 1 to 3.

    python -m tests.search_quality.judge
"""

import json
import math
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.engine.documents import Document, IndexedFacet
from catalogue.engine.index import Index
from catalogue.engine.language import Analyser
from catalogue.engine.names import Names
from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import Vocabulary, read_groups

FOLDER = Path(__file__).parent
DEMO = FOLDER / "frozen" / "interventions.json"
SETS = ("catalogue", "general", "heldout", "open", "wider", "everyday")
WIDER = ("wider", "everyday")  # asked of the demo catalogue and 60 more entries
FACETS = (
    IndexedFacet("kommun"),
    IndexedFacet("behov", about=True),
    IndexedFacet("typ", about=True),
)
DEPTH = 10


@dataclass
class Verdict:
    """What a set of queries came to."""

    by_class: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    recalls: list[float] = field(default_factory=list)
    empty: int = 0
    top: int = 0
    weak: int = 0
    negatives: int = 0
    false_positives: int = 0  # answers to negative queries that do not even say they are weak

    @property
    def judged(self) -> int:
        return sum(len(values) for values in self.by_class.values())

    @property
    def ndcg(self) -> float:
        return sum(sum(values) for values in self.by_class.values()) / self.judged

    def class_means(self) -> dict[str, float]:
        return {name: sum(values) / len(values) for name, values in self.by_class.items()}


def read(name: str):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def interventions(*, wider: bool = False) -> tuple[list[Document], dict[int, str]]:
    """Return the entries of the demo catalogue, or also the 60 more, and how they are known."""
    rows = json.loads(DEMO.read_text(encoding="utf-8"))
    rows += read("interventions-wider.json") if wider else []
    numbered = list(enumerate(rows, start=1))
    documents = [intervention(number, row) for number, row in numbered]
    return documents, {number: str(row["id"]) for number, row in numbered}


def intervention(number: int, row) -> Document:
    """Map a fact sheet as the site maps it."""
    return Document(
        id=number,
        fields={
            "name": row["name"],
            "summary": row["purpose"],
            "content": row["content"],
            "need_groups": "\n".join(row["behovsgrupper"]),
            "organisation": row["organisation"],
            "places": "\n".join(row["kommuner"]),
            "type": row["type"],
            "audience": "\n".join((row["criteria"], row["referral"], row["exclusion"])),
        },
        facets={"kommun": row["kommuner"], "behov": row["behovsgrupper"], "typ": [row["type"]]},
    )


def general(row) -> Document:
    return Document(
        id=row["id"],
        fields={
            "name": row["title"],
            "summary": row["summary"],
            "content": row["body"],
            "need_groups": "\n".join(row["needs"]),
            "organisation": row["org"],
            "places": "\n".join(row["places"]),
            "type": row["type"],
        },
        facets={"kommun": row["places"], "behov": row["needs"], "typ": [row["type"]]},
    )


def ndcg(ids: list[str], relevant: dict[str, int]) -> float:
    """Return the discounted gain of the first ten answers, 1 for the best order there is."""
    gained = sum(
        (2 ** relevant.get(found, 0) - 1) / math.log2(place + 2)
        for place, found in enumerate(ids[:DEPTH])
    )
    best = sorted(relevant.values(), reverse=True)[:DEPTH]
    return gained / sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(best))


def claimed(analyser: Analyser) -> list[str]:
    """Return the searches for what the catalogue lacks that it still claims to answer."""
    index = Index(analyser).with_documents(interventions()[0])
    vocabulary = Vocabulary(read_groups(), analyser)
    claims = []
    for query in read("search-negatives.json")["queries"]:
        found = index.search(make_plan(query, index, vocabulary))
        if found.total and not found.weak:
            claims.append(query)
    return claims


def judge(name: str, analyser: Analyser) -> Verdict:
    """Run a set of queries and return what came of it."""
    asked = read(f"search-queries-{name}.json")
    if name == "general":
        documents = [general(row) for row in asked["documents"]]
        known_as = {row["id"]: row["slug"] for row in asked["documents"]}
    else:
        documents, known_as = interventions(wider=name in WIDER)
    index = Index(analyser, FACETS).with_documents(documents)
    places = {place for document in documents for place in document.facets["kommun"]}
    names = Names({place: ("kommun", place) for place in sorted(places)})
    vocabulary = Vocabulary(read_groups(), analyser)
    verdict = Verdict()
    for query in asked["queries"]:
        found = index.search(make_plan(query["q"], index, vocabulary, names))
        ids = [known_as[identity] for identity in found.ids]
        relevant = query["relevant"]
        if not relevant:
            verdict.negatives += 1
            verdict.false_positives += bool(ids) and not found.weak
            continue
        verdict.by_class[query["class"]].append(ndcg(ids, relevant))
        verdict.recalls.append(
            sum(found in relevant for found in ids[:DEPTH]) / min(DEPTH, len(relevant))
        )
        verdict.empty += not ids
        verdict.weak += found.weak
        verdict.top += bool(ids) and ids[0] in relevant
    return verdict


def table(verdicts: dict[str, Verdict]) -> str:
    """Return the figures of several sets for reading."""
    lines = []
    for name, v in verdicts.items():
        classes = " ".join(f"{key} {value:.2f}" for key, value in v.class_means().items())
        recall = sum(v.recalls) / len(v.recalls)
        lines.append(
            f"{name}: nDCG@10 {v.ndcg:.3f}, recall {recall:.3f}, empty {v.empty}/{v.judged}, "
            f"top-1 {v.top / v.judged:.3f}, weak {v.weak}/{v.judged}, "
            f"false positives {v.false_positives}/{v.negatives}\n  {classes}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    from catalogue.engine.language import Lexicon

    ours = Analyser(Lexicon(FOLDER.parents[1] / "var" / "lexicon"))
    print(table({name: judge(name, ours) for name in SETS}))

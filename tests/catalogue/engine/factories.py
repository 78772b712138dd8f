"""Small documents and indexes for the tests of the engine."""

from collections.abc import Iterable, Mapping, Sequence

from catalogue.engine.documents import Document, IndexedFacet
from catalogue.engine.groups import Plan
from catalogue.engine.index import Index
from catalogue.engine.language import Analyser
from catalogue.engine.names import Names
from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import Vocabulary, WordGroup

FACETS = (
    IndexedFacet(
        "kommun",
        {
            "amal": ("lan-17", "hela-landet"),
            "ed": ("lan-17", "hela-landet"),
            "koping": ("lan-19", "hela-landet"),
            "lan-17": ("hela-landet",),
        },
    ),
    IndexedFacet("behov", about=True),
    IndexedFacet("krav"),
)

CATALOGUE = [
    "Arbetsträning i kafé",
    "Stöd vid utmattning",
    "Samtal om psykisk ohälsa",
    "Supported Employment i Åmål",
    "Se möjligheterna",
    "Boendestöd",
    "Hemmasittarteamet",
    "Skuldrådgivning",
    "Grupp för anhöriga",
    "Försäkringskassans servicekontor",
]
BURNOUT = WordGroup(
    "behov",
    terms=("utmattning", "utbrändhet"),
    hidden=("väggkrockad",),
    lay=("gått in i väggen", "orkar inte jobba"),
    broader=("psykisk ohälsa",),
    words={"en": ("burnout",), "ar": ("إرهاق",)},
)


def make_document(
    number: int,
    name: str = "Insats",
    facets: Mapping[str, Sequence[str]] | None = None,
    **fields: str,
) -> Document:
    """Return a document with a name and whatever else is said."""
    return Document(
        id=number, fields={"name": name, **fields}, facets=facets or {}, name_key=name.casefold()
    )


def make_index(analyser: Analyser, documents: Iterable[Document]) -> Index:
    return Index(analyser, FACETS).with_documents(documents)


def plan_of(
    text: str,
    index: Index,
    groups: Iterable[WordGroup] = (),
    names: Mapping[str, tuple[str, str]] | None = None,
) -> Plan:
    vocabulary = Vocabulary(groups, index.analyser)
    return make_plan(text, index, vocabulary, Names(names or {}))


def ids(text: str, index: Index, *groups: WordGroup) -> list[int]:
    """Return what a text finds, best first."""
    return index.search(plan_of(text, index, groups)).ids


def make_catalogue(analyser: Analyser) -> Index:
    """Return an index of ten documents with names that tell what they are."""
    return make_index(analyser, [make_document(n, name) for n, name in enumerate(CATALOGUE, 1)])

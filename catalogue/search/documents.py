"""An entry as the engine reads it: its weighted words, its facet values, what it sorts by."""

import datetime
from collections.abc import Iterable, Iterator

from catalogue.engine.documents import Document, IndexedFacet
from catalogue.engine.groups import AGE
from catalogue.engine.language.collation import collation_key
from catalogue.models import Intervention
from catalogue.search.demands import span_of
from catalogue.search.facets import FACETS
from catalogue.search.options import Options
from catalogue.search.requirements import REQUIREMENTS, all_requirements, signed

ABOUT = frozenset(("behov", "typ"))  # the facets that say what an entry is about
BATCH = 500
MOST_IN_A_QUESTION = 5_000  # SQLite takes no more than 32 766 values


def engine_facets(options: Options) -> list[IndexedFacet]:
    """Return the facets as the engine knows them; a kommun accepts its county and the nation."""
    names = [*(facet.name for facet in FACETS), REQUIREMENTS, AGE]
    return [
        IndexedFacet(name, options.accepts if name == "kommun" else {}, about=name in ABOUT)
        for name in names
    ]


def read_documents(day: datetime.date, ids: Iterable[int] | None = None) -> Iterator[Document]:
    """Read the published entries among `ids`, or all, as they are on a day, batch by batch."""
    entries = Intervention.objects.published().with_facet_relations().order_by("pk")
    requirements = all_requirements()
    chosen = [entries] if ids is None else (entries.filter(pk__in=part) for part in batches(ids))
    for query in chosen:
        for entry in query.iterator(chunk_size=BATCH):
            yield to_document(entry, requirements, day)


def batches(ids: Iterable[int]) -> Iterator[list[int]]:
    """Cut ids into lists that a database takes in one question."""
    rising = sorted(ids)
    starts = range(0, len(rising), MOST_IN_A_QUESTION)
    return (rising[start : start + MOST_IN_A_QUESTION] for start in starts)


def to_document(entry: Intervention, requirements: Iterable[str], day: datetime.date) -> Document:
    """Turn an entry, with its facet relations, into a document, given all requirements."""
    until = entry.trusted_until
    return Document(
        id=entry.pk,
        fields=_fields(entry),
        facets={
            **{facet.name: list(facet.values(entry, day)) for facet in FACETS},
            REQUIREMENTS: signed(entry, requirements),
            AGE: span_of(entry),
        },
        name_key=collation_key(entry.name)[0],  # the same letters: by id
        reviewed_on=entry.reviewed_on.toordinal() if entry.reviewed_on else 0,
        queue_days=entry.queue_days,
        # What has ended is no longer to be reviewed, and stands below what still runs.
        trusted_until=1 if entry.is_over else until.toordinal() if until else 0,
    )


def _fields(entry: Intervention) -> dict[str, str]:
    organisations = [entry.organisation, entry.organisation.parent, *entry.participants.all()]
    places = [place.name for place in entry.municipalities.all()]
    places += [county.name for county in entry.counties.all()]
    return {
        "name": entry.name,
        "other_names": entry.other_names,
        "summary": entry.summary,
        "purpose": entry.purpose if entry.purpose != entry.summary else "",
        "content": f"{entry.content}\n{entry.method}",
        "easy": f"{entry.easy_summary}\n{entry.easy_how}",
        "need_groups": "\n".join(group.name for group in entry.need_groups.all()),
        # Blunt words: they find, and are never shown.
        "search_words": "\n".join(group.search_words for group in entry.need_groups.all()),
        "organisation": "\n".join(
            f"{body.name} {body.short_name}" for body in organisations if body is not None
        ),
        "places": "\n".join(places),
        "type": "\n".join(kind.name for kind in entry.types.all()),
        "audience": f"{entry.criteria}\n{entry.referral}\n{entry.exclusion}\n{entry.duration}",
        "terms": "\n".join(
            [
                *(language.name for language in entry.languages.all()),
                *(support.name for support in entry.income_supports.all()),
                *(form.name for form in entry.forms.all()),
                entry.evidence_needed,
                entry.area_note,
                entry.income_amount,
                entry.legal_ground,
                *(f"{route.units}\n{route.enclose}" for route in entry.routes.all()),
            ]
        ),
        "contacts": "\n".join(row.function for row in entry.contacts.all() if row.works),
    }

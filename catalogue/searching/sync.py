"""Follow the database: whatever was committed is found by the next request, in every process.

A request compares one revision number. When it differs, the entries that the change log names are
read again and take their new places in the index. Inside a transaction the changes of the
transaction itself count as well, but what comes of them is never kept: they may be rolled back.
"""

import threading
from dataclasses import replace
from typing import NamedTuple

from django.db import connection

from catalogue.models import Change, Intervention, Revision
from catalogue.search.index import Index
from catalogue.searching import snapshot
from catalogue.searching.catalogue import Catalogue
from catalogue.searching.documents import engine_facets, read_documents
from catalogue.searching.options import load_options
from catalogue.searching.words import analyser, load_names, load_vocabulary

# What a change of a row in one of the lists touches: the entries on the other side.
TOUCHED_BY = {
    "organisation": (
        "organisation",
        "organisation__parent",
        "participants",
        "participants__parent",
    ),
    "need_group": ("need_groups",),
    "type": ("types",),
    "step": ("step",),
    "form": ("forms",),
    "requirement": ("requirements",),
    "income_support": ("income_supports",),
    "language": ("languages",),
    "municipality": ("municipalities",),
    "county": ("counties",),
}
MANY = 2_000  # more changed entries than this are read beside the serving thread


class Mark(NamedTuple):
    """How far the database has come."""

    epoch: str
    number: int
    pruned_to: int


class Follower:
    """Keeps this process's catalogue as new as the database."""

    def __init__(self) -> None:
        self._state: Catalogue | None = None
        self._lock = threading.Lock()
        self._beside: threading.Thread | None = None

    def current(self) -> Catalogue:
        """Return the catalogue as the database has it now, in one query when nothing changed."""
        mark = read_mark()
        state = self._state
        if state is not None and _is_at(state, mark):
            return state
        if connection.in_atomic_block:
            return follow(state, mark)
        with self._lock:
            state = self._state
            if state is not None and _is_at(state, mark):
                return state
            if state is not None and _is_far_behind(state, mark):
                self._catch_up_beside()
                return state
            self._state = follow(state, mark)
            return self._state

    def forget(self) -> None:
        """Begin anew at the next request."""
        self._state = None

    def _catch_up_beside(self) -> None:
        """Read a large change in a thread of its own, while the old state goes on serving."""
        if self._beside is None or not self._beside.is_alive():
            self._beside = threading.Thread(target=self._catch_up, daemon=True)
            self._beside.start()

    def _catch_up(self) -> None:
        try:
            self._state = follow(self._state, read_mark())
        finally:
            connection.close()


follower = Follower()


def current() -> Catalogue:
    """Return the catalogue as the database has it now."""
    return follower.current()


def read_mark() -> Mark:
    """Ask the database how far it has come; an empty one has not begun."""
    if connection.in_atomic_block and connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # number the changes of this transaction too
            cursor.execute("SET CONSTRAINTS catalogue_change_numbered IMMEDIATE")
    row = Revision.objects.values_list("epoch", "number", "pruned_to").first()
    return Mark(*row) if row else Mark("", 0, 0)


def follow(state: Catalogue | None, mark: Mark) -> Catalogue:
    """Return the catalogue at `mark`, from an earlier state where that can be used."""
    if state is None or not _can_be_followed(state.epoch, state.revision, mark):
        state = _from_snapshot(mark)
    if state is None:
        return build(mark)
    return _with_changes(state, mark)


def build(mark: Mark) -> Catalogue:
    """Read the whole catalogue from the database."""
    options = load_options()
    index = Index(analyser(), engine_facets(options)).with_documents(read_documents())
    state = Catalogue(mark.epoch, mark.number, index, options, load_vocabulary(), load_names())
    if not connection.in_atomic_block:
        snapshot.save(index, mark.epoch, mark.number)
    return state


def _from_snapshot(mark: Mark) -> Catalogue | None:
    """Return the state that was written down last, if it belongs to this database."""
    options = load_options()
    saved = snapshot.load(
        mark.epoch, mark.pruned_to, mark.number, analyser(), engine_facets(options)
    )
    if saved is None:
        return None
    index, revision = saved
    return Catalogue(mark.epoch, revision, index, options, load_vocabulary(), load_names())


def _with_changes(state: Catalogue, mark: Mark) -> Catalogue:
    changes = Change.objects.filter(revision__gt=state.revision, revision__lte=mark.number)
    rows: dict[str, set[int]] = {}
    for subject, row in changes.values_list("subject", "row_id"):
        rows.setdefault(subject, set()).add(row)
    lists_changed = rows.keys() - {"intervention", "synonym_group"}
    options = load_options() if rows.keys() - {"synonym_group"} else state.options
    if options.accepts != state.options.accepts:
        return build(mark)  # the geography itself has changed
    touched = touched_entries(rows)
    documents = list(read_documents(touched)) if touched else []
    gone = touched - {document.id for document in documents}
    index = state.index.without(gone) if gone else state.index
    return replace(
        state,
        epoch=mark.epoch,
        revision=mark.number,
        index=index.with_documents(documents) if documents else index,
        options=options,
        vocabulary=load_vocabulary() if "synonym_group" in rows else state.vocabulary,
        names=load_names() if lists_changed else state.names,
    )


def touched_entries(rows: dict[str, set[int]]) -> set[int]:
    """Return the ids of the entries that a set of changed rows bears upon."""
    touched = set(rows.get("intervention", ()))
    for subject, paths in TOUCHED_BY.items():
        if changed := rows.get(subject):
            for path in paths:
                entries = Intervention.objects.filter(**{f"{path}__in": changed})
                touched.update(entries.values_list("pk", flat=True))
    return touched


def _is_at(state: Catalogue, mark: Mark) -> bool:
    return (state.epoch, state.revision) == (mark.epoch, mark.number)


def _can_be_followed(epoch: str, revision: int, mark: Mark) -> bool:
    """Tell whether the change log leads from a state to the mark."""
    return epoch == mark.epoch and mark.pruned_to <= revision <= mark.number


def _is_far_behind(state: Catalogue, mark: Mark) -> bool:
    if not _can_be_followed(state.epoch, state.revision, mark):
        return False
    changes = Change.objects.filter(revision__gt=state.revision, revision__lte=mark.number)
    return changes.filter(subject="intervention").values("row_id").distinct().count() > MANY

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
from catalogue.searching.documents import batches, engine_facets, read_documents
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
UNTIDY = 1_000  # so many entries outside the main segment, or 5 %, and it is merged beside


class Mark(NamedTuple):
    """How far the database has come."""

    epoch: str
    number: int
    pruned_to: int


class Changes(NamedTuple):
    """What the change log tells between a state and a mark."""

    rows: dict[str, set[int]]  # subject -> the rows touched
    entries: set[int]  # the entries that these bear upon


class Follower:
    """Keeps this process's catalogue as new as the database."""

    def __init__(self) -> None:
        self._state: Catalogue | None = None
        self._lock = threading.Lock()
        self._beside: threading.Thread | None = None
        self._far_behind = False

    def current(self) -> Catalogue:
        """Return the catalogue as the database has it now, in one query when nothing changed."""
        mark = read_mark()
        state = self._state
        if state is not None and _is_at(state, mark):
            return state
        if connection.in_atomic_block:
            return follow(state, mark)
        with self._lock:
            return self._followed(self._state)

    def forget(self) -> None:
        """Begin anew at the next request."""
        self._state = None

    def wait(self) -> None:
        """Return when no work goes on beside the requests."""
        if self._beside is not None:
            self._beside.join()

    def _followed(self, state: Catalogue | None) -> Catalogue:
        mark = read_mark()  # again: another thread may have gone further while this one waited
        if state is not None and _is_at(state, mark):
            return state
        if state is not None and self._far_behind and _can_be_followed(state, mark):
            return state
        changes = read_changes(state, mark) if state is not None else None
        if state is None or changes is None:
            self._state = state = follow(None, mark)
        elif len(changes.entries) > MANY:
            self._far_behind = True
            self._work_beside()
        else:
            self._state = state = _with_changes(state, mark, changes)
            if state.index.delta_count > max(UNTIDY, len(state.index) // 20):
                self._work_beside()
        return state

    def _work_beside(self) -> None:
        """Catch up and put in order in a thread of its own, while the old state goes on serving."""
        if self._beside is None or not self._beside.is_alive():
            self._beside = threading.Thread(target=self._catch_up_and_merge)
            self._beside.start()

    def _catch_up_and_merge(self) -> None:
        try:
            state = follow(self._state, read_mark())
            state = _saved(replace(state, index=state.index.merged()))
            with self._lock:  # with what happened meanwhile
                self._state = follow(state, read_mark())
        finally:
            self._far_behind = False
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
    if state is not None:
        changes = read_changes(state, mark)
        if changes is not None:
            return _with_changes(state, mark, changes)
    saved = _from_snapshot(mark)
    changes = read_changes(saved, mark) if saved is not None else None
    if saved is None or changes is None:
        return build(mark)
    return _with_changes(saved, mark, changes)


def build(mark: Mark) -> Catalogue:
    """Read the whole catalogue from the database."""
    options = load_options()
    index = Index.of(analyser(), engine_facets(options), read_documents())
    return _saved(
        Catalogue(mark.epoch, mark.number, index, options, load_vocabulary(), load_names())
    )


def read_changes(state: Catalogue, mark: Mark) -> Changes | None:
    """Return what leads from a state to the mark; None if the change log does not tell."""
    if not _can_be_followed(state, mark):
        return None
    log = Change.objects.filter(revision__gt=state.revision, revision__lte=mark.number)
    rows: dict[str, set[int]] = {}
    for subject, row in log.values_list("subject", "row_id").distinct():
        rows.setdefault(subject, set()).add(row)
    if not _can_be_followed(state, read_mark()):
        return None  # the log was pruned while it was read
    return Changes(rows, touched_entries(rows))


def _saved(state: Catalogue) -> Catalogue:
    """Write a state down and map what was written: then all workers share its memory."""
    if connection.in_atomic_block or not state.epoch:
        return state  # not committed, or an empty database without a name
    snapshot.save(state.index, state.epoch, state.revision)
    saved = snapshot.load(
        state.epoch,
        oldest=state.revision,
        newest=state.revision,
        analyser=analyser(),
        facets=engine_facets(state.options),
    )
    return replace(state, index=saved[0]) if saved else state


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


def _with_changes(state: Catalogue, mark: Mark, changes: Changes) -> Catalogue:
    subjects = changes.rows.keys()
    options = load_options() if subjects - {"synonym_group"} else state.options
    if options.accepts != state.options.accepts:
        return build(mark)  # the geography itself has changed
    documents = list(read_documents(changes.entries))
    gone = changes.entries - {document.id for document in documents}
    index = state.index.without(gone) if gone else state.index
    return replace(
        state,
        epoch=mark.epoch,
        revision=mark.number,
        index=index.with_documents(documents),
        options=options,
        vocabulary=load_vocabulary() if "synonym_group" in subjects else state.vocabulary,
        names=load_names() if subjects - {"intervention", "synonym_group"} else state.names,
    )


def touched_entries(rows: dict[str, set[int]]) -> set[int]:
    """Return the ids of the entries that a set of changed rows bears upon."""
    touched = set(rows.get("intervention", ()))
    for subject, paths in TOUCHED_BY.items():
        for changed in batches(rows.get(subject, ())):
            for path in paths:
                entries = Intervention.objects.filter(**{f"{path}__in": changed})
                touched.update(entries.values_list("pk", flat=True))
    return touched


def _is_at(state: Catalogue, mark: Mark) -> bool:
    return (state.epoch, state.revision) == (mark.epoch, mark.number)


def _can_be_followed(state: Catalogue, mark: Mark) -> bool:
    """Tell whether the change log leads from a state to the mark."""
    return state.epoch == mark.epoch and mark.pruned_to <= state.revision <= mark.number

"""Follow the database: whatever was committed is found by the next request, in every process.

A request compares one revision number. When it differs, the entries that the change log names are
read again and take their new places in the index. The number, the log and the entries are read
at one moment, so that no commit is half seen. Inside a transaction the changes of the
transaction itself count as well, but what comes of them is never kept: they may be rolled back.
"""

import threading
from dataclasses import replace
from typing import NamedTuple

from django.db import connection

from catalogue.engine.index import Index
from catalogue.models import Change, Intervention
from catalogue.search import snapshot
from catalogue.search.catalogue import Catalogue
from catalogue.search.documents import batches, engine_facets, read_documents
from catalogue.search.mark import Mark, read_mark
from catalogue.search.moment import one_moment
from catalogue.search.options import load_options
from catalogue.search.restored import look_for_a_restore
from catalogue.search.words import (
    analyser,
    forget_words,
    load_names,
    load_vocabulary,
    words_are_whole,
)

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
    "requirement": ("requirements", "not_required"),
    "income_support": ("income_supports",),
    "language": ("languages",),
    "municipality": ("municipalities",),
    "county": ("counties",),
    "contact": ("contacts",),
    "venue": ("venues",),
}
MANY = 2_000  # more changed entries than this are read beside the serving thread
UNTIDY = 1_000  # so many entries outside the main segment, or 5 %, and it is merged beside


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
        state = self._state
        if state is not None and _is_at(state, read_mark()):
            return state
        if connection.in_atomic_block:
            return follow(state)
        with self._lock:
            state = self._state
            self._state = followed = self._followed(state)
            if followed is not state:
                look_for_a_restore()
            return followed

    def forget(self) -> None:
        """Begin anew at the next request."""
        self._state = None

    def forget_what_is_cut_short(self) -> None:
        """Begin anew where a mapped file is no longer what it was: to read it would end us."""
        if not words_are_whole():
            forget_words()
            self.forget()
        elif self._state is not None and not self._state.index.is_whole():
            self.forget()

    def wait(self) -> None:
        """Return when no work goes on beside the requests."""
        if self._beside is not None:
            self._beside.join()

    def _followed(self, state: Catalogue | None) -> Catalogue:
        with one_moment():
            mark = read_mark()  # again: another thread may have gone further meanwhile
            if state is None:
                return _at(mark, None)
            if _is_at(state, mark):
                return state
            if self._far_behind and mark.comes_after(state.epoch, state.revision):
                return state
            changes = read_changes(state, mark)
            if changes is None:
                return _at(mark, None)
            if len(changes.entries) <= MANY:
                state = _with_changes(state, mark, changes)
            else:
                self._far_behind = True
        if self._far_behind or state.index.delta_count > max(UNTIDY, len(state.index) // 20):
            self._work_beside()
        return state

    def _work_beside(self) -> None:
        """Catch up and put in order in a thread of its own, while the old state goes on serving."""
        if self._beside is None or not self._beside.is_alive():
            self._beside = threading.Thread(target=self._catch_up_and_merge)
            self._beside.start()

    def _catch_up_and_merge(self) -> None:
        try:
            state = follow(self._state)
            state = _saved(replace(state, index=state.index.merged()))
            with self._lock:  # with what happened meanwhile
                self._state = follow(state)
                look_for_a_restore()
        finally:
            self._far_behind = False
            connection.close()


follower = Follower()


def current() -> Catalogue:
    """Return the catalogue as the database has it now."""
    return follower.current()


def follow(state: Catalogue | None) -> Catalogue:
    """Return the catalogue at one moment from now, from an earlier state where that can be used."""
    with one_moment():
        return _at(read_mark(), state)


def build() -> Catalogue:
    """Read the whole catalogue from the database."""
    with one_moment():
        return _built(read_mark())


def read_changes(state: Catalogue, mark: Mark) -> Changes | None:
    """Return what leads from a state to the mark; None if the change log does not tell."""
    if not mark.comes_after(state.epoch, state.revision):
        return None
    log = Change.objects.filter(revision__gt=state.revision, revision__lte=mark.number)
    rows: dict[str, set[int]] = {}
    for subject, row in log.values_list("subject", "row_id").distinct():
        rows.setdefault(subject, set()).add(row)
    return Changes(rows, touched_entries(rows))


def _at(mark: Mark, state: Catalogue | None) -> Catalogue:
    """Return the catalogue at the mark: from a state, from what was written down, or anew."""
    changes = read_changes(state, mark) if state is not None else None
    if state is None or changes is None:
        state = _from_snapshot(mark)
        changes = read_changes(state, mark) if state is not None else None
    if state is None or changes is None:
        return _built(mark)
    return _with_changes(state, mark, changes)


def _built(mark: Mark) -> Catalogue:
    options = load_options()
    index = Index.of(analyser(), engine_facets(options), read_documents())
    return _saved(
        Catalogue(mark.epoch, mark.number, index, options, load_vocabulary(), load_names())
    )


def _saved(state: Catalogue) -> Catalogue:
    """Write a state down and map what was written: then all workers share its memory."""
    if connection.in_atomic_block or not state.epoch:
        return state  # not committed, or an empty database without a name
    if not snapshot.save(state.index, state.epoch, state.revision):
        return state
    facets = engine_facets(state.options)
    index = snapshot.load(state.epoch, state.revision, analyser(), facets)
    return replace(state, index=index) if index else state


def _from_snapshot(mark: Mark) -> Catalogue | None:
    """Return the newest state that was written down and led to the mark."""
    for revision in snapshot.revisions(mark.epoch):
        if not mark.comes_after(mark.epoch, revision):
            continue
        options = load_options()
        index = snapshot.load(mark.epoch, revision, analyser(), engine_facets(options))
        if index is not None:
            return Catalogue(mark.epoch, revision, index, options, load_vocabulary(), load_names())
    return None


def _with_changes(state: Catalogue, mark: Mark, changes: Changes) -> Catalogue:
    subjects = changes.rows.keys()
    options = load_options() if subjects - {"synonym_group"} else state.options
    if options.accepts != state.options.accepts:
        return _built(mark)  # the geography itself has changed
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
    if "requirement" in rows:  # what has told all it requires denies a new one too
        told = Intervention.objects.filter(requirements_complete=True)
        touched.update(told.values_list("pk", flat=True))
    return touched


def _is_at(state: Catalogue, mark: Mark) -> bool:
    return (state.epoch, state.revision) == (mark.epoch, mark.number)

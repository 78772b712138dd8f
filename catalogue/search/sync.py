"""Follow the database: whatever was committed is found by the next request, in every process.

A request compares one revision number, and the day. When they differ, the entries that the change
log names, and those that the day bears upon, are read again and take their new places in the
index. The number, the log and the entries are read at one moment, so that no commit is half seen;
a state is of one day, which all that is made of it is told. Inside a transaction the changes of the
transaction itself count as well, but what comes of them is never kept: they may be rolled back.
"""

import datetime
import threading
from dataclasses import replace
from typing import Any

from django.db import connection
from django.utils import timezone

from catalogue.engine.index import Index
from catalogue.search import snapshot
from catalogue.search.catalogue import Catalogue
from catalogue.search.differences import Differences, read_differences
from catalogue.search.documents import engine_facets, read_documents
from catalogue.search.mark import Mark, read_mark
from catalogue.search.moment import one_moment
from catalogue.search.neighbours import load_neighbourhood
from catalogue.search.options import load_options
from catalogue.search.restored import look_for_a_restore
from catalogue.search.words import (
    analyser,
    forget_words,
    load_names,
    load_vocabulary,
    words_are_whole,
)

MANY = 2_000  # more changed entries than this are read beside the serving thread
OF_NO_NAMES = {"intervention", "synonym_group", "service"}  # whose rows name nothing to choose
UNTIDY = 1_000  # so many entries outside the main segment, or 5 %, and it is merged beside


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
        if state is not None and _is_at(state, read_mark(), timezone.localdate()):
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
            # Both again: another thread may have gone further meanwhile.
            mark, today = read_mark(), timezone.localdate()
            if state is None:
                return _at(mark, today, None)
            if _is_at(state, mark, today):
                return state
            same_day = state.day == today  # yesterday's state serves nobody
            if self._far_behind and same_day and mark.comes_after(state.epoch, state.revision):
                return state
            differences = _between(state, mark, today)
            if differences is None:
                return _at(mark, today, None)
            if same_day and len(differences.entries) > MANY:
                self._far_behind = True
            else:
                state = _with_differences(state, mark, today, differences)
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
        return _at(read_mark(), timezone.localdate(), state)


def build() -> Catalogue:
    """Read the whole catalogue from the database."""
    with one_moment():
        return _built(read_mark(), timezone.localdate())


def _at(mark: Mark, today: datetime.date, state: Catalogue | None) -> Catalogue:
    """Return the catalogue at the mark: from a state, from what was written down, or anew."""
    differences = _between(state, mark, today)
    if state is None or differences is None:
        state = _from_snapshot(mark)
        differences = _between(state, mark, today)
    if state is None or differences is None:
        return _built(mark, today)
    return _with_differences(state, mark, today, differences)


def _between(state: Catalogue | None, mark: Mark, today: datetime.date) -> Differences | None:
    """Return what leads from a state to the mark; None if nothing tells."""
    if state is None:
        return None
    return read_differences((state.epoch, state.revision, state.day), mark, today)


def _built(mark: Mark, today: datetime.date) -> Catalogue:
    options = load_options()
    index = Index.of(analyser(), engine_facets(options), read_documents(today))
    return _saved(Catalogue(mark.epoch, mark.number, today, index, options, **_words()))


def _saved(state: Catalogue) -> Catalogue:
    """Write a state down and map what was written: then all workers share its memory."""
    if connection.in_atomic_block or not state.epoch:
        return state  # not committed, or an empty database without a name
    at = snapshot.Moment(state.revision, state.day)
    if not snapshot.save(state.index, state.epoch, at):
        return state
    index = snapshot.load(state.epoch, at, analyser(), engine_facets(state.options))
    return replace(state, index=index) if index else state


def _from_snapshot(mark: Mark) -> Catalogue | None:
    """Return the newest state that was written down and led to the mark."""
    for at in snapshot.moments(mark.epoch):
        if not mark.comes_after(mark.epoch, at.revision):
            continue
        options = load_options()
        index = snapshot.load(mark.epoch, at, analyser(), engine_facets(options))
        if index is not None:
            return Catalogue(mark.epoch, *at, index, options, **_words())
    return None


def _words() -> dict[str, Any]:
    return {
        "vocabulary": load_vocabulary(),
        "names": load_names(),
        "neighbourhood": load_neighbourhood(),
    }


def _with_differences(
    state: Catalogue, mark: Mark, today: datetime.date, differences: Differences
) -> Catalogue:
    subjects = differences.rows.keys()
    options = load_options() if subjects - {"synonym_group", "service"} else state.options
    if options.accepts != state.options.accepts:
        return _built(mark, today)  # the geography itself has changed
    documents = list(read_documents(today, differences.entries))
    gone = differences.entries - {document.id for document in documents}
    index = state.index.without(gone) if gone else state.index
    return replace(
        state,
        epoch=mark.epoch,
        revision=mark.number,
        day=today,
        index=index.with_documents(documents),
        options=options,
        vocabulary=load_vocabulary() if "synonym_group" in subjects else state.vocabulary,
        names=load_names() if subjects - OF_NO_NAMES else state.names,
        neighbourhood=(
            load_neighbourhood() if subjects & {"service", "organisation"} else state.neighbourhood
        ),
    )


def _is_at(state: Catalogue, mark: Mark, today: datetime.date) -> bool:
    return (state.epoch, state.revision, state.day) == (mark.epoch, mark.number, today)

"""Questions that the tests ask a state of the catalogue."""

import threading

from django.db import connection

from catalogue.models import Intervention
from catalogue.search.facets import BY_NAME
from catalogue.search.query import Query
from catalogue.search.requirements import REQUIREMENTS


def ask(words="", order="relevans", **chosen):
    """Return a query; each choice is one value or several."""
    wanted = {k: frozenset({v} if isinstance(v, str) else v) for k, v in chosen.items()}
    return Query(words, wanted, order=order)


def names(catalogue, words="", **chosen):
    """Return the names of everything that a search finds, in order."""
    ids = catalogue.search(ask(words, **chosen), limit=1000).ids
    rows = dict(Intervention.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [rows.get(pk, "") for pk in ids]


def elsewhere(work):
    """Do something on another connection, as another process would, and wait till it is done."""

    def go():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=go)
    thread.start()
    thread.join()


def answer(catalogue, query):
    """Return all that a search says, so that two states can be compared."""
    found = catalogue.search(query, limit=1000)
    facets = [*BY_NAME, REQUIREMENTS]
    counts = {facet: dict(found.counts[facet]) for facet in facets}
    held = {facet: dict(found.hit_counts[facet]) for facet in facets}
    return found.total, found.ids, found.weak, counts, held

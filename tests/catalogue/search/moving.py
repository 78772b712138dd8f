"""A word that is always in exactly two entries, because each transaction moves it.

Whoever finds it in another number of entries has seen half of a commit. Writers move it in every
way that the catalogue is written: one by one, in bulk, by plain SQL, and by import.
"""

import json
import random
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import OperationalError, connection, transaction

from catalogue.exchange.factsheets.load import import_file
from catalogue.models import Intervention, Organisation
from catalogue.search.sync import Follower
from tests.catalogue.exchange.records import record
from tests.catalogue.search.helpers import ask
from tests.factories import make_intervention

WORD, IMPORTED = "segelflyg", "orgelmusik"  # the import cannot know where others put theirs
ALWAYS = 2
HOME = "Flyttarna"
REST = 0.02  # seconds: SQLite lets the quickest write, and the others must get their turn


def prepare(folder):
    """Make the entries that the words move among; the lists of the catalogue must be there."""
    for number in range(8):
        make_intervention(WORD if number < ALWAYS else "samtal", organisation=HOME)
    by_import(random.Random(1), folder, new=True)


def one_by_one(rng):
    """Save one entry without the word and another with it."""
    having, lacking = _chosen(rng)
    for entry, name in ((having, "samtal"), (lacking, WORD)):
        entry.name = name
        entry.save()


def in_bulk(rng):
    """Update what has the word and what has not by one question each."""
    having, lacking = _chosen(rng)
    Intervention.objects.filter(pk=lacking.pk).update(name=WORD)
    Intervention.objects.filter(pk=having.pk).update(name="samtal")


def by_new_rows(rng):
    """Make a new entry with the word, and take away an old one that has it."""
    having, _ = _chosen(rng)
    new = Intervention(
        name=WORD,
        organisation_id=having.organisation_id,
        status=having.status,
        reviewed_on=having.reviewed_on,
    )
    Intervention.objects.bulk_create([new])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_intervention WHERE id = %s", [having.pk])


def by_sql(rng):
    """Swap two names."""
    having, lacking = _chosen(rng)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_intervention SET name = CASE WHEN id = %s THEN %s ELSE %s END"
            " WHERE id IN (%s, %s)",
            [lacking.pk, WORD, "samtal", lacking.pk, having.pk],
        )


WAYS = [one_by_one, in_bulk, by_new_rows, by_sql]


def move(rng):
    """Move the word, in one transaction and one of the ways."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(name=HOME)  # one writer at a time
        rng.choice(WAYS)(rng)


def by_import(rng, folder, *, new=False):
    """Read in a file in which two of three entries have the other word."""
    without = rng.randrange(ALWAYS + 1)
    path = Path(folder) / f"{threading.get_ident()}.json"
    rows = [
        record(id=number, name=f"{IMPORTED if number != without else 'samtal'} {number}")
        for number in range(ALWAYS + 1)
    ]
    path.write_text(json.dumps(rows))
    report = import_file(path, source="flytt", new=new, apply=True)
    if report.problems:
        raise RuntimeError(f"The import was refused: {report.problems[0]}")


def wrong_totals(catalogue):
    """Return what a search for each word says, where it is not what it always must be."""
    found = {word: catalogue.search(ask(word)) for word in (WORD, IMPORTED)}
    return [
        (word, hits.total, hits.ids)
        for word, hits in found.items()
        if (hits.total, len(hits.ids), hits.counts["lage"].get("oppen", 0)) != (ALWAYS,) * 3
    ]


def search_over_and_over(stop, seed):
    """Search as one process does until told to stop; return the searches made and the wrong ones.

    Now and then it begins anew, as after a restart.
    """
    follower, rng, searches, wrong = Follower(), random.Random(seed), 0, []
    while not stop.is_set():
        if rng.random() < 0.02:
            follower.forget()
        wrong += wrong_totals(follower.current())
        searches += ALWAYS
    follower.wait()
    connection.close()
    return searches, wrong


def write_over_and_over(stop, seed, folder):
    """Move the words until told to stop, with little rests; return how many transactions it was."""
    rng, done = random.Random(seed), 0
    while not stop.is_set():
        with suppress(OperationalError):  # a deadlock, or no turn in time: undone as a whole
            if seed % 2:
                move(rng)
            else:
                by_import(rng, folder)
            done += 1
        stop.wait(REST)
    connection.close()
    return done


@contextmanager
def stopping():
    """Give a flag that is raised on the way out, whatever happens."""
    stop = threading.Event()
    try:
        yield stop
    finally:
        stop.set()


def _chosen(rng):
    rows = Intervention.objects.filter(organisation__name=HOME).order_by("pk")
    having, lacking = rows.filter(name=WORD), rows.exclude(name=WORD)
    return rng.choice(list(having)), rng.choice(list(lacking))

"""Another process of the same site, which a test talks to line by line.

Run as a program it opens the database that the environment names and obeys: `find WORDS` answers
with names as a visitor's next request would find them, `begin NAME` writes an entry in an open
transaction, `commit` and `rollback` end it. `tell NAME FIRST LAST` writes an entry with a notice
from a day to another, `told` answers with those that tell something today, `at MOMENT` sets the
clock.
"""

import datetime
import json
import os
import select
import subprocess
import sys
from pathlib import Path

PATIENCE = 120  # seconds
ROOT = Path(__file__).resolve().parents[3]


class OtherProcess:
    """Speaks with the program below."""

    def __init__(self, database_url, snapshots):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.catalogue.search.other_process"],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "DATABASE_URL": database_url,
                "SNAPSHOT_DIR": str(snapshots),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def say(self, line):
        """Give an order without waiting for the answer."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self):
        """Return the next answer; fail rather than wait for ever."""
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert ready, "The other process did not answer."
        return json.loads(self.process.stdout.readline())

    def do(self, line):
        """Give an order and return the answer."""
        self.say(line)
        return self.hear()

    def end(self):
        """Let it end, and wait until it has."""
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


def main():
    import django

    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from catalogue.models import Intervention
    from catalogue.search.sync import current
    from tests.catalogue.search.helpers import names
    from tests.factories import make_intervention

    opened = transaction.atomic()
    for line in sys.stdin:
        order, _, rest = line.rstrip("\n").partition(" ")
        answer = "ok"
        if order == "find":
            answer = names(current(), rest)
        elif order == "begin":
            opened = transaction.atomic()
            opened.__enter__()
            make_intervention(rest)
        elif order == "commit":
            opened.__exit__(None, None, None)
        elif order == "rollback":
            transaction.set_rollback(True)
            opened.__exit__(None, None, None)
        elif order == "tell":
            name, first, last = rest.split()
            make_intervention(name).notices.create(text="x", starts_on=first, ends_on=last)
        elif order == "told":
            answer = names(current(), lage="besked")
        elif order == "at":
            moment = datetime.datetime.fromisoformat(rest)
            timezone.now = lambda now=moment: now
        elif order == "rename":
            Intervention.objects.update(name=rest)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

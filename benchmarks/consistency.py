"""Search beside writers, and count what was never true: `python -m benchmarks.consistency [60]`.

Two processes move a word about, so that it is always in two entries, while two others search for it
for the seconds that are asked for (60). Works in a database of its own, as `benchmarks.desk`.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connection

from benchmarks.desk import settle
from benchmarks.running import end_when_told_to
from benchmarks.serving import ROOT

THREADS = 2
ROLES = ["search", "search", "write", "write"]  # a process each


def main(seconds: int) -> int:
    """Print the figures; return how many answers were wrong."""
    end_when_told_to()
    with tempfile.TemporaryDirectory(prefix="insatskatalogen-bench-") as name:
        settle(Path(name))
        connection.creation.create_test_db(verbosity=0)
        try:
            return _measure(seconds, Path(name))
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def _measure(seconds: int, folder: Path) -> int:
    from tests.catalogue.search.moving import prepare  # needs the models

    call_command("load_reference", verbosity=0)
    prepare(folder)
    vendor, address = connection.vendor, _address()
    connection.close()
    environment, name = {**os.environ, "DATABASE_URL": address}, str(folder)
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.consistency", role, str(number), str(seconds), name],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number, role in enumerate(ROLES)
    ]
    told = [json.loads(process.communicate()[0]) for process in processes]
    total = {name: sum(answer.get(name, 0) for answer in told) for name in ("searches", "writes")}
    wrong = [answer for process in told for answer in process.get("wrong", [])]
    print(
        f"{vendor}, {seconds} s: {total['searches']} sökningar bredvid {total['writes']} "
        f"transaktioner; fel antal: {len(wrong)} {wrong[:5] or ''}"
    )
    return len(wrong)


def _address() -> str:
    """Return the address of the throw-away database."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"


def take_part(role: str, number: int, seconds: int, folder: Path) -> dict[str, Any]:
    """Search or write for so long; return what came of it."""
    django.setup()
    from tests.catalogue.search import moving  # needs the models

    stop = threading.Event()
    threading.Timer(seconds, stop.set).start()
    seeds = [number * THREADS + thread for thread in range(THREADS)]
    with ThreadPoolExecutor() as pool:
        if role == "write":
            work = [pool.submit(moving.write_over_and_over, stop, seed, folder) for seed in seeds]
            return {"writes": sum(done.result() for done in work)}
        work = [pool.submit(moving.search_over_and_over, stop, seed) for seed in seeds]
        searches, wrong = zip(*(done.result() for done in work), strict=True)
        return {"searches": sum(searches), "wrong": [one for part in wrong for one in part]}


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in ROLES:
        print(json.dumps(take_part(sys.argv[1], *map(int, sys.argv[2:4]), Path(sys.argv[4]))))
    else:
        sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)))

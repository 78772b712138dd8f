"""Measure the editors' desk: `python -m benchmarks.desk [5000]`, on SQLite or on PostgreSQL.

Works in a database of its own, on the server that `DATABASE_URL` names if that is PostgreSQL.
"""

import csv
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.running import end_when_told_to, environment
from benchmarks.timing import milliseconds

BAR_OF_IMPORT = 60  # seconds, to read in 5 000 rows
BAR_OF_LIST = 15  # queries


def main(size: int) -> None:
    """Fill a throw-away database, and print the figures."""
    end_when_told_to()
    with tempfile.TemporaryDirectory(prefix="insatskatalogen-bench-") as name:
        settle(Path(name))
        connection.creation.create_test_db(verbosity=0)
        try:
            _measure(size)
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def settle(folder: Path) -> None:
    """Set up a site that is nobody's."""
    server = os.environ.get("DATABASE_URL", "")
    os.environ.update(environment(folder))
    if server.startswith("postgres"):
        os.environ["DATABASE_URL"] = server
    django.setup()
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(folder / "desk.sqlite3")


def _measure(size: int) -> None:
    from benchmarks.desk_filling import fill_desk  # needs the models

    print(f"{connection.vendor}, {size} insatser")
    person = fill_desk(size)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the server does by itself, a minute later
    _measure_lists(person)
    _measure_files(person)


def _measure_lists(person: Any) -> None:
    print(f"\nlistor: ms och frågor (gräns {BAR_OF_LIST})")
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    for address in _lists(person):
        client.get(address)  # what is remembered from one page to the next
        with CaptureQueriesContext(connection) as asked:
            took = milliseconds(lambda address=address: client.get(address))
        print(f"  {address:<64}{took:>8.0f}{len(asked):>5}")


def _measure_files(person: Any) -> None:
    print(
        f"\nfiler: sekunder, och därav i den här processen (gräns för 5 000 rader: {BAR_OF_IMPORT})"
    )
    files = _exports(person)
    for title, content, name in (
        ("oförändrade, CSV", files["csv"], "a.csv"),
        ("oförändrade, JSON", files["json"], "a.json"),
        ("oförändrade, Excel", files["xlsx"], "a.xlsx"),
        ("ändrade", _changed(files["csv"]), "b.csv"),
        ("nya", _new(files["csv"]), "c.csv"),
    ):
        read = partial(_read, person, content, name)
        _tell(f"{title}: förhandsvisning", partial(read, apply=False))
        _tell(f"{title}: inläsning", partial(read, apply=True))


def _exports(person: Any) -> dict[str, bytes]:
    from catalogue.exchange.excel_out import export_workbook
    from catalogue.exchange.formats import to_csv, to_json
    from catalogue.models import Intervention
    from catalogue.values.record import records

    rows = Intervention.objects.editable_by(person).order_by("pk")
    found = {}
    for kind, write in (
        ("csv", lambda: "".join(to_csv(records(rows, staff=True))).encode()),
        ("json", lambda: "".join(to_json(records(rows, staff=True))).encode()),
        ("xlsx", lambda: export_workbook(records(rows, staff=True))),
    ):
        found[kind] = _tell(f"export till {kind}", write)
    return found


def _read(person: Any, content: bytes, name: str, *, apply: bool) -> None:
    from catalogue.exchange.incoming import exchange

    *_, outcome = exchange(content, name, person, apply=(lambda _: None) if apply else None)
    if outcome.problems:
        raise RuntimeError(f"{name}: {outcome.problems[0]}")


def _changed(table: bytes) -> bytes:
    """Give every row another text, another way in and fewer needs."""

    def change(row: dict[str, str]) -> None:
        row["innehåll"] += " Ändrad."
        row["vägar in"] = "du själv | Mejla | kostnadsfritt"
        row["behovsgrupper"] = row["behovsgrupper"].partition("\n")[0]

    return _rewritten(table, change)


def _new(table: bytes) -> bytes:
    """Make every row a new entry of another source."""

    def renew(row: dict[str, str]) -> None:
        row["nummer i källan"], row["hämtad från"] = row["nummer"], "mätningen"
        row["nummer"] = row["kontroll (ändra inte)"] = ""

    return _rewritten(table, renew)


def _rewritten(table: bytes, change: Any) -> bytes:
    reader = csv.DictReader(io.StringIO(table.decode("utf-8-sig")), delimiter=";")
    out = io.StringIO()
    writer = csv.DictWriter(out, list(reader.fieldnames or []), delimiter=";")
    writer.writeheader()
    for row in reader:
        change(row)
        writer.writerow(row)
    return out.getvalue().encode()


def _lists(person: Any) -> list[str]:
    """Return the first page, the lists that the person may open, and those the work list opens."""
    from django.contrib import admin

    from catalogue.upkeep.worklist import LINES

    models = [model for model in admin.site._registry if person.reach.may("view", model)]
    names = [(model._meta.app_label, model._meta.model_name) for model in models]
    lists = [reverse("admin:{}_{}_changelist".format(*name)) for name in names]
    return [reverse("admin:index"), *lists, *(line.address for line in LINES)]


def _tell(title: str, work: Callable[[], Any]) -> Any:
    """Do the work, and say how long it took by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    done = work()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(f"  {title:<44}{clock:>8.1f}{processor:>8.1f}", flush=True)
    return done


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)

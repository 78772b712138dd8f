"""From a backup to a catalogue that can be served again."""

import io
import sqlite3
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from catalogue.backup import postgresql, sqlite
from catalogue.backup.erased import Erased, end_sessions
from catalogue.backup.files import BackupError, new_file, refuse_other_kinds
from catalogue.search.pruning import begin_anew
from catalogue.search.restored import hold_letters

ENGINES = {"postgresql": postgresql, "sqlite": sqlite}


def is_whole() -> bool:
    """Tell whether the database can be read."""
    return bool(ENGINES[connection.vendor].is_whole())


def back_up(path: Path) -> None:
    """Copy the database into a new file while it is in use, and check the copy."""
    with new_file(path) as part:
        ENGINES[connection.vendor].dump(part)


def restore(path: Path) -> list[str]:
    """Put a backup in the place of the database; return what to tell whoever did it.

    Everything is done to a copy first: raises BackupError with the database as it was.
    """
    refuse_other_kinds(path, connection.vendor)
    engine = ENGINES[connection.vendor]
    erased = _erased_so_far() if engine.is_whole() else None
    try:
        with engine.staged(path):
            _refuse_unfit(path)
            call_command("migrate", interactive=False, verbosity=0)
            return settle(erased)
    except InconsistentMigrationHistory as error:
        raise BackupError(
            f"{path} passar inte ihop med programmets versioner. Inget är ändrat."
        ) from error
    except (DatabaseError, sqlite3.Error) as error:
        raise BackupError(f"Databasen sade nej: {str(error).strip()} Inget är ändrat.") from error


def settle(erased: Erased | None = None) -> list[str]:
    """Make a restored copy fit to be served; return what was done.

    What is to be erased is, letters wait for a person's yes, and no saved index is believed.
    """
    out = io.StringIO()
    again = erased.erase_again() if erased else 0
    end_sessions()
    call_command("thin", stdout=out)
    begin_anew()
    hold_letters()
    told = [out.getvalue().strip()]
    if erased is None:
        told.append(
            "Det som raderades efter kopian är inte känt. Gå igenom gallringsbesluten och kontona."
        )
    else:
        told.append(
            f"Raderat på nytt, eller stängt, för att det var det före återläsningen: {again}."
        )
    told.append("Påminnelser hålls tills du skriver: manage.py send_reminders --release")
    return told


def _erased_so_far() -> Erased | None:
    try:
        return Erased.of_now()
    except DatabaseError:  # an empty database, or one of another version
        return None


def _refuse_unfit(path: Path) -> None:
    applied = _applied()
    if "0001_initial" not in applied:
        raise BackupError(f"{path} är ingen säkerhetskopia av katalogen. Inget är ändrat.")
    known = {name for app, name in MigrationLoader(None).disk_migrations if app == "catalogue"}
    if newer := sorted(applied - known):
        raise BackupError(
            f"{path} kommer från en nyare version av programmet ({newer[-1]}). "
            "Uppgradera programmet först. Inget är ändrat."
        )


def _applied() -> set[str]:
    """Return the catalogue's migrations that the database has."""
    applied = MigrationRecorder(connection).applied_migrations()
    return {name for app, name in applied if app == "catalogue"}

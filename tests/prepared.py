"""The catalogues that many tests begin with: loaded once, then copied within the database.

Loading the demo catalogue takes over a second, copying it some milliseconds.
"""

import uuid
from collections.abc import Callable
from functools import cached_property, partial

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

from catalogue.exchange.demo.forbund import load_forbund
from catalogue.exchange.demo.load import load_area, load_demo
from catalogue.models import Change, Revision
from catalogue.search.catalogue import Catalogue
from catalogue.search.sync import build, follower

LAST = (Change, Revision)  # what the triggers write while the others are copied
load_reference = partial(call_command, "load_reference", verbosity=0)
LOADED: dict[str, list[Callable[[], object]]] = {
    "reference": [load_reference],
    "demo": [load_reference, load_area],
    "exemplary": [load_reference, load_forbund],
    "whole": [load_reference, load_demo],
}


class Prepared:
    """Rows of the catalogue's tables, kept in tables of their own beside them.

    Versions are not kept: they name content types, which get new numbers when a test ends with
    an emptied database.
    """

    def __init__(self, name: str) -> None:
        """Find what is kept; load and keep it first, if nobody has."""
        self.name = name
        self.prefix = f"kept_{name}_"
        if not self.models:
            self.keep()

    @cached_property
    def models(self) -> list[type[models.Model]]:
        """The models whose rows are kept."""
        tables = set(connection.introspection.table_names())
        return [model for model in all_models() if self.prefix + model._meta.db_table in tables]

    def keep(self) -> None:
        """Load into an empty database, keep what is there, and empty it again."""
        for load in LOADED[self.name]:
            load()
        self.models = [model for model in all_models() if model._base_manager.exists()]
        with connection.cursor() as cursor:
            for model in self.models:
                table = model._meta.db_table
                cursor.execute(f"CREATE TABLE {self.prefix}{table} AS SELECT * FROM {table}")
        call_command("flush", interactive=False, verbosity=0)

    def put(self) -> None:
        """Copy the rows into the empty tables of a test."""
        committed = not connection.in_atomic_block
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # no triggers, and no order among the tables
                cursor.execute("SET session_replication_role = replica")
            for model in sorted(self.models, key=LAST.__contains__):
                table = model._meta.db_table
                if model in LAST:
                    cursor.execute(f"DELETE FROM {table}")
                cursor.execute(f"INSERT INTO {table} SELECT * FROM {self.prefix}{table}")
            cursor.execute("DELETE FROM catalogue_touched")
            if connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = DEFAULT")
                for statement in connection.ops.sequence_reset_sql(no_style(), self.models):
                    cursor.execute(statement)
        if committed:  # it must not be taken for the kept
            Revision.objects.update(epoch=uuid.uuid4())
        else:
            follower._state = self.catalogue

    @cached_property
    def catalogue(self) -> Catalogue:
        """What a process has of these rows that has served a page: no test builds it anew."""
        return build()


def prepare() -> dict[str, Prepared]:
    """Return all that tests may begin with, loading what is not yet kept."""
    return {name: Prepared(name) for name in LOADED}


def all_models() -> list[type[models.Model]]:
    """Return the catalogue's models, those between two models included."""
    return list(apps.get_app_config("catalogue").get_models(include_auto_created=True))

"""SQLite that sorts å ä ö last: Django's backend with a Swedish collation added."""

from sqlite3 import Connection
from typing import Any

from django.db.backends.sqlite3 import base, features

from catalogue.engine.language.collation import collation_key


class DatabaseFeatures(features.DatabaseFeatures):
    """What SQLite can, known without asking: a damaged file must not fail before its own check."""

    supports_json_field = True  # in every SQLite since 3.38


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that knows the collation `swedish`, as PostgreSQL does."""

    features_class = DatabaseFeatures

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Open a connection and teach it Swedish order."""
        connection: Connection = super().get_new_connection(conn_params)
        connection.create_collation("swedish", _compare)
        return connection


def _compare(left: str, right: str) -> int:
    left_key, right_key = collation_key(left), collation_key(right)
    return (left_key > right_key) - (left_key < right_key)

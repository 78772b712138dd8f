"""Let a module of this folder be run by itself, with a database that ends with it."""

import os
from collections.abc import Callable

import django


def prepare() -> None:
    """Set Django up before anything of the catalogue is imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ["TEST_DATABASE"] = f"judge-{os.getpid()}"
    os.environ.pop("DATABASE_URL", None)
    django.setup()


def with_database(work: Callable[[], None]) -> None:
    """Do something that needs a database."""
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False)
    try:
        work()
    finally:
        teardown_databases(made, verbosity=0)

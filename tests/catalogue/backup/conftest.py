"""A catalogue to copy, with a follower that has seen it."""

from tests.catalogue.search.conftest import follower, snapshots

__all__ = ["follower", "snapshots"]

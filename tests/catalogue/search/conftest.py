"""What the tests of the search in the catalogue share."""

import pytest

from catalogue.models import Change
from catalogue.search.sync import Follower


@pytest.fixture
def snapshots(settings, tmp_path):
    """A folder of its own for this test's snapshots."""
    settings.SNAPSHOT_DIR = tmp_path / "snapshot"
    return settings.SNAPSHOT_DIR


@pytest.fixture
def follower(transactional_db, snapshots):
    """One process's view of a catalogue, which others change and commit."""
    Change.objects.all().delete()  # a flush leaves those of a database that is no more
    follower = Follower()
    yield follower
    follower.wait()

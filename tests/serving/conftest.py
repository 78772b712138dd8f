import pytest
from django.conf import settings as site_settings

from catalogue.views import unavailable


@pytest.fixture
def no_manifest(settings, tmp_path):
    """An installation where collectstatic was forgotten."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **site_settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def nothing_said():
    """The log has been quiet for a minute."""
    unavailable.said_at.clear()

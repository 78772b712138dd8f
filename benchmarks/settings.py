"""The site's own settings, with an empty page as a yardstick and no need of collectstatic."""

from insatskatalog.settings import *  # noqa: F403

REQUIRE_TWO_FACTOR = False  # the desk is measured without a telephone
ROOT_URLCONF = "benchmarks.urls"
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}

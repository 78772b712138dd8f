"""The site's own settings, with addresses and a middleware where something goes wrong."""

from insatskatalog.settings import *  # noqa: F403

ROOT_URLCONF = "tests.serving.urls"
MIDDLEWARE = [
    "tests.serving.faults.outer_middleware",
    *MIDDLEWARE,  # noqa: F405
    "tests.serving.faults.inner_middleware",
]
STORAGES["staticfiles"] = {  # noqa: F405 - nobody has collected the files here
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}

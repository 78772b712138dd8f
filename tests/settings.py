"""The settings of the tests: the site's own, with what a throw-away installation needs."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("ALLOWED_HOSTS", "localhost,testserver")
os.environ.setdefault("HTTPS", "off")

from insatskatalog.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SEARCH_STATISTICS = False  # the tests of the counting turn it on
REQUIRE_TWO_FACTOR = False  # the tests of signing in turn it on
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_AUTOREFRESH = True  # or every test client begins by reading all collected files
if DATABASES["default"]["ENGINE"] == "insatskatalog.sqlite":  # noqa: F405
    # A real file: in memory, SQLite's connections share a cache and refuse each other.
    _file = os.environ.get("TEST_DATABASE", "test") + ".sqlite3"  # each of two parts has its own
    DATABASES["default"]["TEST"] = {"NAME": str(BASE_DIR / "var" / _file)}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405

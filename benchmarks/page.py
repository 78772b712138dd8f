"""The search page beside an empty view, by processor time and in one process.

On a machine that others use the clock on the wall says little; this can still be compared.

    python -m benchmarks.page SIZE
"""

import gc
import io
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

import django

from benchmarks import corpus
from benchmarks.running import environment

ROUNDS = 6  # of each address the quickest counts
EACH = 22  # searches of every kind


def main(size: int) -> None:
    """Fill a database that is thrown away, and say how long a page takes."""
    with tempfile.TemporaryDirectory(prefix="insatskatalogen-page-") as folder:
        os.environ.update(environment(Path(folder)))
        django.setup()
        empty, page = measure(size)
    print(f"{size}: {empty:.3f} ms, {page:.3f} ms, {page / empty:.1f} tomma vyer")


def measure(size: int) -> tuple[float, float]:
    """Return the milliseconds of an empty view, and of the search page."""
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    from benchmarks.filling import fill
    from benchmarks.jobs import jobs

    call_command("migrate", verbosity=0)
    fill(corpus.entries(size))
    site = get_wsgi_application()
    searches = chain.from_iterable(zip(*jobs(EACH, seed=3).values(), strict=True))
    pages = [f"/insatser/{query.querystring()}" for query in searches]
    _quickest(site, pages, 1)  # warm
    return _quickest(site, ["/tom"] * len(pages), ROUNDS), _quickest(site, pages, ROUNDS)


def _quickest(site: Any, addresses: Sequence[str], rounds: int) -> float:
    gc.collect()
    times = [[_milliseconds(site, address) for address in addresses] for _ in range(rounds)]
    return median(map(min, zip(*times, strict=True)))


def _milliseconds(site: Any, address: str) -> float:
    path, _, query = address.partition("?")
    request = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
    }
    begun = time.process_time()
    response = site(request, lambda status, headers: None)
    b"".join(response)
    response.close()
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]))

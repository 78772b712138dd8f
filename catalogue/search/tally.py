"""Count searches beside the pages, without a trace of anyone (docs/adr/0013).

What is heard waits in the memory of the process and is written down now and then, in a thread of
its own. A page never waits for it, and works when the database takes no writes.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import Error, connection

from catalogue.models import SearchCount
from catalogue.search.catalogue import Catalogue
from catalogue.search.countable import countable_words
from catalogue.search.query import Query

STRETCH = 600  # seconds between two writings; within them the same words count once
MOST = 200  # different words in a stretch; the rest are not counted
logger = logging.getLogger(__name__)


class Tally:
    """What this process has heard since it last wrote it down."""

    def __init__(self) -> None:
        self._heard: dict[str, bool] = {}
        self._since = time.monotonic()
        self._lock = threading.Lock()

    def hear(self, query: Query, catalogue: Catalogue, *, missed: bool) -> None:
        """Count a search, if it may be counted and the site counts at all."""
        words = countable_words(query, catalogue) if settings.SEARCH_STATISTICS else ""
        if not words:
            return
        with self._lock:
            if len(self._heard) < MOST:
                self._heard[words] = missed
            if time.monotonic() - self._since < STRETCH:
                return
            self._since = time.monotonic()
        threading.Thread(target=self._write_beside, name="tally").start()

    def write_down(self) -> None:
        """Add what was heard to the database; what it does not take is forgotten."""
        with self._lock:
            heard, self._heard = self._heard, {}
        if not heard:
            return
        try:
            SearchCount.objects.all().add(heard)
        except Error as error:  # its text may hold the words
            logger.warning("Sökningarna kunde inte räknas: %s", type(error).__name__)

    def _write_beside(self) -> None:
        try:
            self.write_down()
        finally:
            connection.close()


tally = Tally()

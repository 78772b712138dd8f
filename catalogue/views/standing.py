"""The catalogue to count in, for pages that are worth more than their figures."""

from catalogue.engine.language import LexiconError
from catalogue.search.catalogue import Catalogue
from catalogue.search.sync import current


def current_if_any() -> Catalogue | None:
    """Return the catalogue as it is now; nothing while the search is out of order."""
    try:
        return current()
    except LexiconError:
        return None

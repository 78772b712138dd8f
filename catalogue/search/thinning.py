"""What is counted of searches, kept no longer than the site has said."""

from django.conf import settings

from catalogue.models import SearchCount
from catalogue.search.lookups import look_up


def thin_searches() -> int:
    """Remove old counts, those that can never be read, and words that have become ones of danger.

    All of them where the site no longer counts.
    """
    rows = SearchCount.objects.all()
    if settings.SEARCH_STATISTICS:
        rows = rows.thinnable(settings.SEARCH_STATISTICS_MONTHS)
        rows |= SearchCount.objects.filter(words__in=_now_crisis())
    return rows.delete()[0]


def _now_crisis() -> list[str]:
    """Return the stored words that the vocabulary has since come to know as words of danger."""
    words = SearchCount.objects.readable().values_list("words", flat=True).distinct()
    return [each for each, found in look_up(words).items() if found.crisis]

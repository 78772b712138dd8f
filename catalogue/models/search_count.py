"""How often words are searched for, month by month, without a trace of anyone (docs/adr/0013)."""

import datetime
from collections.abc import Mapping
from typing import Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from catalogue.models.marked import _
from catalogue.models.rights import Rights, RightsQuerySet

READABLE = 5  # so many searches in a month before anybody can read the words
LONGEST = 60  # characters


class SearchCountQuerySet(RightsQuerySet):
    """The questions asked about the counts."""

    def readable(self) -> Self:
        """Keep those whose words are stored."""
        return self.exclude(words="")

    def recent(self) -> Self:
        """Keep those of this month and the one before."""
        return self.filter(month__gte=months_ago(1))

    def open(self) -> Self:
        """Keep those that nobody has decided about."""
        return self.filter(decision=SearchCount.Decision.OPEN)

    def thinnable(self, months: int) -> Self:
        """Keep what is older than so many months, and earlier months' rows without words."""
        return self.filter(Q(month__lt=months_ago(months)) | Q(month__lt=months_ago(0), words=""))

    def decide(self, decision: str) -> int:
        """Note what comes of the words of these rows, in every month; return how many words."""
        words = set(self.readable().values_list("words", flat=True))
        self.model._default_manager.filter(words__in=words).update(decision=decision)
        return len(words)

    def add(self, heard: Mapping[str, bool]) -> None:
        """Count each of these words once this month; words -> whether nothing good was found.

        In the order of the imprints: two workers never wait for each other, and the order of the
        rows tells nothing about the order of the searches.
        """
        month = months_ago(0)
        by_imprint = dict(sorted((imprint(month, words), words) for words in heard))
        with transaction.atomic():
            rows = [self.model(month=month, imprint=mark) for mark in by_imprint]
            self.bulk_create(rows, ignore_conflicts=True)
            for mark, words in by_imprint.items():
                self.filter(imprint=mark).update(
                    searches=F("searches") + 1, missed=F("missed") + int(heard[words])
                )
            for row in self.filter(imprint__in=by_imprint, searches__gte=READABLE, words=""):
                row.words = by_imprint[row.imprint]
                earlier = self.filter(words=row.words).order_by("-month").first()
                row.decision = earlier.decision if earlier else row.decision
                row.save(update_fields=["words", "decision"])


class SearchCount(models.Model):
    """How many times some words were searched for in a month (räknad sökning)."""

    class Decision(models.TextChoices):
        """What comes of it."""

        OPEN = "open", _("inget beslut")
        GAP = "gap", _("insatsen saknas i området")
        DISMISSED = "dismissed", _("avfärdad")

    month = models.DateField(_("månad"), editable=False)  # its first day
    imprint = models.CharField(_("avtryck"), max_length=64, unique=True, editable=False)
    words = models.CharField(_("ord"), max_length=LONGEST, blank=True, editable=False)
    searches = models.PositiveIntegerField(_("antal sökningar"), default=0, editable=False)
    missed = models.PositiveIntegerField(_("utan bra träff"), default=0, editable=False)
    decision = models.CharField(_("beslut"), max_length=10, choices=Decision, default=Decision.OPEN)

    rights = Rights.STAFF
    objects = SearchCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("sökning")
        verbose_name_plural = _("sökningar")
        constraints = [
            models.CheckConstraint(
                name="search_count_words_of_five_or_more",
                condition=Q(words="") | Q(searches__gte=READABLE),
                violation_error_message=_("Ord som få har sökt på får inte sparas."),
            )
        ]

    def __str__(self) -> str:
        # Without the words: the desk's log remembers this long after the row is thinned.
        return _("sökning nr %(number)s, %(month)s") % {
            "number": self.pk,
            "month": f"{self.month:%Y-%m}",
        }


def months_ago(number: int) -> datetime.date:
    """Return the first day of the month so many months before this one."""
    today = timezone.localdate()
    years, month = divmod(today.year * 12 + today.month - 1 - number, 12)
    return datetime.date(years, month + 1, 1)


def imprint(month: datetime.date, words: str) -> str:
    """Return what stands for the words in one month; without the site's key it tells nothing."""
    return salted_hmac("catalogue.search_count", f"{month}|{words}", algorithm="sha256").hexdigest()

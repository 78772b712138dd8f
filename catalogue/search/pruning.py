"""Keep the change log short, and begin a new one after a backup was restored."""

import uuid

from django.db import transaction
from django.db.models import F

from catalogue.models import Change, Revision

KEPT = 50_000  # changes; whoever is further behind reads the whole catalogue instead


def prune(kept: int = KEPT) -> int:
    """Forget all but about the latest `kept` changes; return how many went."""
    with transaction.atomic():
        latest = Change.objects.filter(revision__isnull=False).order_by("-revision")
        last = latest.values_list("revision", flat=True)[kept : kept + 1].first()
        if last is None:
            return 0
        Revision.objects.update(pruned_to=last)
        # That of `last` stays: it tells that a state from then belongs to this course of events.
        return Change.objects.filter(revision__lt=last).delete()[0]


def begin_anew() -> None:
    """Give the database a new name: all that was made of it before is worth nothing now."""
    with transaction.atomic():
        Change.objects.filter(revision__isnull=False).delete()
        Revision.objects.update(epoch=str(uuid.uuid4()), number=F("number") + 1)
        number = Revision.objects.values_list("number", flat=True).first()
        if number is not None:  # it leapt further than that
            Revision.objects.update(pruned_to=number)
            Change.objects.create(subject="anew", row_id=0, revision=number)

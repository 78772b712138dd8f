"""The link in a reminder: signed, good for one use and for thirty days, and no sign-in needed.

The signature says which line of which letter it came with; the line says who it was sent to, what
the entry said then, and whether the link is used. A form token says what the page showed when the
button was pressed, so that nobody confirms something else than what they saw.
"""

from enum import Enum

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import override

from catalogue.models import Intervention, RemindedEntry
from catalogue.upkeep.confirming import confirm, has_expired, may_be_confirmed
from catalogue.values.differing import imprint
from catalogue.values.record import fresh, values

SALT = "catalogue.upkeep.link"
FORM_SALT = "catalogue.upkeep.form"
DAYS = 30
FORM_SECONDS = 12 * 3_600
BESIDE_THE_FACTS = {"reviewed_on", "review_interval", "editor_note"}


class LinkState(Enum):
    """What can be done with a link."""

    READY = "ready"
    CHANGED = "changed"  # since the letter was sent: read again, then confirm
    USED = "used"
    REVIEWED = "reviewed"  # by somebody else, or in another way
    OUTDATED = "outdated"  # the last day has passed: a new one must be given on the desk
    OVER = "over"  # nothing to confirm: ended
    HIDDEN = "hidden"  # no longer public: nothing of it is shown to whoever has the letter
    NOT_YOURS = "not yours"  # any longer


def address_of(line: RemindedEntry) -> str:
    """Return the whole address of the link, for a letter."""
    token = signing.dumps(line.pk, salt=SALT)
    with override(settings.LANGUAGE_CODE):
        return f"{settings.SITE_URL}{reverse('still_true')}?{urlencode({'lank': token})}"


def line_of(token: str) -> RemindedEntry | None:
    """Return what a link came with; none if it is not ours. Raise SignatureExpired when too old."""
    try:
        number = signing.loads(token, salt=SALT, max_age=DAYS * 86_400)
    except signing.SignatureExpired:
        raise
    except signing.BadSignature:
        return None
    lines = RemindedEntry.objects.select_related("reminder__user")
    found: RemindedEntry | None = lines.filter(pk=number).first()
    return found


def entry_of(line: RemindedEntry) -> Intervention:
    """Return the entry with all that its imprint and its page need."""
    return fresh(line.intervention_id)


def state_of(line: RemindedEntry, entry: Intervention) -> LinkState:
    """Tell what can be done with the link now."""
    if not entry.is_public:
        return LinkState.HIDDEN
    if line.confirmed_at:
        return LinkState.USED
    if not may_be_confirmed(entry):
        return LinkState.OVER
    user = line.reminder.user
    if not Intervention.objects.editable_by(user).filter(pk=entry.pk).exists():
        return LinkState.NOT_YOURS
    if has_expired(entry):
        return LinkState.OUTDATED
    if entry.reviewed_on and entry.reviewed_on >= line.reminder.day:
        return LinkState.REVIEWED
    return LinkState.READY if imprint_of(entry) == line.imprint else LinkState.CHANGED


def imprint_of(entry: Intervention) -> str:
    """Return the imprint of all facts of an entry, its contacts' numbers included."""
    facts = {name: value for name, value in values(entry).items() if name not in BESIDE_THE_FACTS}
    contacts = [[one.function, one.phone, one.email] for one in entry.contacts.all()]
    return imprint(facts, sorted(contacts))


def form_token(line: RemindedEntry, entry: Intervention) -> str:
    """Return what a form must bring back: which link, and what the page showed."""
    return signing.dumps([line.pk, imprint_of(entry)], salt=FORM_SALT)


def confirm_by_link(line: RemindedEntry, token: str) -> bool:
    """Confirm what the form showed, once; refuse if the entry now says something else."""
    try:
        number, shown = signing.loads(token, salt=FORM_SALT, max_age=FORM_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    with transaction.atomic():
        Intervention.objects.select_for_update().get(pk=line.intervention_id)
        entry = entry_of(line)
        able = state_of(line, entry) in {LinkState.READY, LinkState.CHANGED}
        if number != line.pk or shown != imprint_of(entry) or not able:
            return False
        unused = RemindedEntry.objects.filter(pk=line.pk, confirmed_at=None)
        if not unused.update(confirmed_at=timezone.now()):
            return False
        told = f"Stämmer fortfarande, bekräftat med länken i mejlet till {line.reminder.email}."
        confirm(entry, line.reminder.user, told)
    return True

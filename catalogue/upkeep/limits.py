"""Keep one address, and all of them together, from posting without end; keep no address.

The address is hashed with the site's key and a random salt that lives for one day; only the hash
and a count are stored, in the database, so that every worker sees the same count. When the day is
over its salt is thrown away, and with it every way back to an address.
"""

import datetime
import hashlib
import hmac
import ipaddress
import secrets
from enum import Enum

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from catalogue.models import DailySalt, PostingCount
from catalogue.upkeep.token import forget_used

EVERYBODY = "alla"  # no hash looks like it


class Limit(Enum):
    """Which limit a post is beyond."""

    SENDER = "sender"
    EVERYBODY = "everybody"


def limit_reached(request: HttpRequest) -> Limit | None:
    """Count a post, and tell which limit it is beyond, if any; count no further beyond it."""
    now = timezone.now()
    since, most = _start_of_stretch(now), settings.POSTS_OF_ALL_PER_TEN_MINUTES
    full = PostingCount.objects.filter(sender=EVERYBODY, since=since, posts__gte=most)
    if full.exists():  # before anything is written: many senders must not fill the table either
        return Limit.EVERYBODY
    if not _counted(_hashed(_address(request), now), since, settings.POSTS_PER_TEN_MINUTES):
        return Limit.SENDER
    return None if _counted(EVERYBODY, since, most) else Limit.EVERYBODY


def _counted(sender: str, since: datetime.datetime, most: int) -> bool:
    """Count one more unless there are too many: in one statement, whichever worker asks."""
    PostingCount.objects.get_or_create(sender=sender, since=since)
    free = PostingCount.objects.filter(sender=sender, since=since, posts__lt=most)
    return free.update(posts=F("posts") + 1) == 1


def forget_earlier(now: datetime.datetime) -> int:
    """Throw away the salts and counts of earlier days, and old tokens; return how many rows."""
    today = timezone.localdate(now)
    midnight = timezone.make_aware(datetime.datetime.combine(today, datetime.time.min))
    counts, _ = PostingCount.objects.filter(since__lt=midnight).delete()
    salts, _ = DailySalt.objects.filter(day__lt=today).delete()
    return counts + salts + forget_used(now)


def _address(request: HttpRequest) -> str:
    """Return whose post it is: an address, or the network of one where a home has a whole net."""
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)


def _hashed(address: str, now: datetime.datetime) -> str:
    today = timezone.localdate(now)
    row, is_new = DailySalt.objects.get_or_create(
        day=today, defaults={"salt": secrets.token_hex(32)}
    )
    if is_new:
        forget_earlier(now)
    key = f"{settings.SECRET_KEY}{row.salt}".encode()
    return hmac.new(key, address.encode(), hashlib.sha256).hexdigest()


def _start_of_stretch(now: datetime.datetime) -> datetime.datetime:
    return now.replace(minute=now.minute // 10 * 10, second=0, microsecond=0)

"""Keep one address from posting without end, without keeping the address.

The address is hashed with the site's key and a random salt that lives for one day; only the hash
and a count are stored, in the database, so that every worker sees the same count. When the day is
over its salt is thrown away, and with it every way back to an address.
"""

import datetime
import hashlib
import hmac
import ipaddress
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from catalogue.models import DailySalt, PostingCount


def may_post(request: HttpRequest) -> bool:
    """Count a post, and tell whether its sender is within the limit; count no further beyond it."""
    now = timezone.now()
    sender, since = _hashed(_address(request), now), _start_of_stretch(now)
    with transaction.atomic():
        count, _ = PostingCount.objects.get_or_create(sender=sender, since=since)
        within: bool = count.posts < settings.POSTS_PER_TEN_MINUTES
        if within:
            PostingCount.objects.filter(pk=count.pk).update(posts=F("posts") + 1)
    return within


def forget_earlier(now: datetime.datetime) -> int:
    """Throw away the salts and counts of earlier days; return how many rows went."""
    today = timezone.localdate(now)
    midnight = timezone.make_aware(datetime.datetime.combine(today, datetime.time.min))
    counts, _ = PostingCount.objects.filter(since__lt=midnight).delete()
    salts, _ = DailySalt.objects.filter(day__lt=today).delete()
    return counts + salts


def _address(request: HttpRequest) -> str:
    """Return whose post it is: an address, or the network of one where a home has a whole net."""
    given = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:  # the last is the one that our own proxy saw
        given = request.META.get("HTTP_X_FORWARDED_FOR", given).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(given)
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

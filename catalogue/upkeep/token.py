"""A signed token in the form, in place of a cookie.

Django's own protection against forged posts needs a cookie, and the public pages set none. Nor is
there much to forge: a visitor is not signed in, so a post from elsewhere can do nothing in a
visitor's name. What remains is to know that the post comes from a form that we gave out not long
ago and that somebody took the time to fill in. The token says so: it holds nothing but random
characters and the time, signed with the site's key. It brings one message, and is then used up.
"""

import datetime
import hashlib
import secrets
from enum import Enum

from django.core import signing

from catalogue.models import UsedToken

SALT = "catalogue.upkeep"
LEAST_SECONDS = 3  # nobody reads the form and writes in less
MOST_SECONDS = 12 * 3_600  # a form left open overnight gets a new token, and keeps its text


class Age(Enum):
    """What a token tells about the form it came with."""

    GOOD = "good"
    TOO_YOUNG = "too young"
    TOO_OLD = "too old, or not ours"


def new_token() -> str:
    """Return a token for a form that is given out now."""
    return signing.dumps(secrets.token_urlsafe(9), salt=SALT)


def age_of(token: str) -> Age:
    """Tell whether a form was given out by us, and neither too lately nor too long ago."""
    try:
        signing.loads(token, salt=SALT, max_age=MOST_SECONDS)
    except signing.BadSignature:
        return Age.TOO_OLD
    try:
        signing.loads(token, salt=SALT, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return Age.GOOD
    return Age.TOO_YOUNG


def use_up(token: str) -> bool:
    """Use a token, in the transaction that stores its message; tell whether it was unused."""
    imprint = hashlib.sha256(token.encode()).hexdigest()
    return UsedToken.objects.get_or_create(imprint=imprint)[1]


def forget_used(now: datetime.datetime) -> int:
    """Remove used tokens that are too old to be used in any case; return how many."""
    before = now - datetime.timedelta(seconds=MOST_SECONDS)
    return UsedToken.objects.filter(used_at__lt=before).delete()[0]

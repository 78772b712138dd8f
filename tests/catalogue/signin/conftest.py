"""What the tests of signing in share."""

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from catalogue.models import User

PASSWORD = "en lång och egen lösenfras"  # noqa: S105
DESK = reverse("admin:index")


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def boss(db: None) -> User:
    return User.objects.create_superuser("kim", "kim@exempel.se", PASSWORD)


@pytest.fixture
def sign_in(client: Client) -> Callable[..., HttpResponse]:
    """Return a function that sends the form with the password and follows where it leads."""

    def _sign_in(name: str = "kim", password: str = PASSWORD, **extra: Any) -> HttpResponse:
        form = {"login": name, "password": password}
        return client.post(reverse("account_login"), form, follow=True, **extra)

    return _sign_in


def code_from(key: str, at: float | None = None) -> str:
    """Compute what a telephone shows (RFC 6238), written without the library on trial."""
    counter = int(time.time() if at is None else at) // 30
    secret = base64.b32decode(key)
    digest = hmac.new(secret, struct.pack(">Q", counter), "sha1").digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def key_on(page: HttpResponse) -> str:
    """Read the device key that the page shows beside its QR code."""
    found = re.search(r'signin-key">([A-Z2-7]+)<', page.content.decode())
    assert found
    return found[1]

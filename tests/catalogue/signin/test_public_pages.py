"""Visitors never meet the sign-in: no cookie, no session, no trace."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from catalogue.models import User
from tests.factories import make_intervention, make_municipality, make_need_group


def leaves(patterns: Iterable[Any]) -> Iterator[URLPattern]:
    """Yield every address outside the admin, however deep it lies."""
    for part in patterns:
        if isinstance(part, URLPattern):
            yield part
        elif not str(part.pattern).startswith("admin/"):
            yield from leaves(part.url_patterns)


PUBLIC = list(leaves(get_resolver().url_patterns))


def filled_in(entry: URLPattern) -> str:
    """Return an address that the entry answers."""
    work = make_intervention(municipalities=["Västerås"], need_groups=["Psykisk ohälsa"])
    slugs = {
        "organisation_detail": work.organisation.slug,
        "municipality_detail": make_municipality().slug,
        "need_group_detail": make_need_group(reviewed=True).slug,
    }
    values = {"pk": work.pk, "slug": slugs.get(entry.name or "", work.slug)}
    wanted = entry.pattern.regex.groupindex
    return reverse(entry.name, kwargs={name: values[name] for name in wanted})


@pytest.fixture
def no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: SessionBase, *args: object, **kwargs: object) -> None:
        raise AssertionError("a public page has touched the session")

    monkeypatch.setattr(SessionBase, "_get_session", refuse)


@pytest.mark.django_db
class TestPublicPages:
    @pytest.mark.parametrize("entry", PUBLIC, ids=lambda entry: entry.name or str(entry.pattern))
    def test_set_no_cookie_and_touch_no_session(
        self, client: Client, entry: URLPattern, no_session: None
    ) -> None:
        answer = client.get(filled_in(entry))

        assert answer.status_code < 400
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")

    @pytest.mark.parametrize("address", ["/finns-inte/", "/insatser/?q=%00", "/insatser/999-x/"])
    def test_do_so_when_something_is_wrong(
        self, client: Client, address: str, no_session: None
    ) -> None:
        answer = client.get(address)

        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")

    def test_never_get_the_cookie_of_one_who_is_signed_in(self, client: Client) -> None:
        client.force_login(User.objects.create_superuser("kim"))

        from django.conf import settings

        assert settings.SESSION_COOKIE_PATH == settings.CSRF_COOKIE_PATH == "/admin/"

"""Whom a request comes from: only the proxies that are named are believed."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from catalogue.checks import proxies_are_named
from catalogue.signin.adapters import AccountAdapter
from insatskatalog.proxies import visitor_address

HEADER = "HTTP_X_FORWARDED_FOR"


@pytest.fixture(autouse=True)
def behind(settings: Any) -> None:
    settings.BEHIND_PROXY = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.TRUSTED_PROXIES = [ip_network(net) for net in ("127.0.0.1", "10.0.0.0/24", "fd00::/8")]


def passed(rf: Any, **meta: str) -> HttpRequest:
    seen: list[HttpRequest] = []
    visitor_address(lambda request: seen.append(request) or HttpResponse())(rf.get("/", **meta))  # type: ignore[func-returns-value]
    return seen[0]


class TestTheVisitor:
    @pytest.mark.parametrize(
        ("peer", "said", "visitor"),
        [
            ("127.0.0.1", "192.0.2.1", "192.0.2.1"),
            ("", "192.0.2.1", "192.0.2.1"),  # a Unix socket
            ("::ffff:127.0.0.1", "192.0.2.1", "192.0.2.1"),
            ("127.0.0.1", "198.51.100.9, 192.0.2.1", "192.0.2.1"),  # what a visitor claims
            ("127.0.0.1", "192.0.2.1, 10.0.0.7", "192.0.2.1"),  # two proxies of ours
            ("fd00::1", "2001:db8::5, 10.0.0.7,127.0.0.1", "2001:db8::5"),
            ("127.0.0.1", "198.51.100.9, 192.0.2.1:5000", "192.0.2.1"),
            ("127.0.0.1", "[2001:db8::5]:5000", "2001:db8::5"),
            ("127.0.0.1", "10.0.0.7", "127.0.0.1"),  # nobody but ourselves
            ("127.0.0.1", "", "127.0.0.1"),
            ("203.0.113.9", "192.0.2.1", "203.0.113.9"),  # no proxy of ours
        ],
    )
    def test_is_the_first_from_the_right_that_is_no_proxy(
        self, rf: Any, peer: str, said: str, visitor: str
    ) -> None:
        request = passed(rf, REMOTE_ADDR=peer, **{HEADER: said})

        assert request.META["REMOTE_ADDR"] == visitor

    def test_is_left_alone_without_a_proxy(self, rf: Any, settings: Any) -> None:
        settings.BEHIND_PROXY = False

        assert passed(rf, **{HEADER: "192.0.2.1"}).META["REMOTE_ADDR"] == "127.0.0.1"

    @pytest.mark.parametrize(("peer", "secure"), [("127.0.0.1", True), ("203.0.113.9", False)])
    def test_is_not_believed_about_https_either(self, rf: Any, peer: str, secure: bool) -> None:
        request = passed(rf, REMOTE_ADDR=peer, HTTP_X_FORWARDED_PROTO="https")

        assert request.is_secure() is secure

    def test_cannot_sign_in_as_many(self, rf: Any) -> None:
        counted = {
            AccountAdapter().get_client_ip(
                passed(rf, REMOTE_ADDR="203.0.113.9", **{HEADER: f"192.0.2.{number}"})
            )
            for number in range(3)
        }

        assert len(counted) == 1


class TestTheCheck:
    def test_is_content_with_named_proxies(self) -> None:
        assert proxies_are_named() == []

    @pytest.mark.parametrize(("names", "told"), [([], "E002"), (["::/0"], "E003")])
    def test_reports_where_nobody_or_everybody_is_believed(
        self, settings: Any, names: list[str], told: str
    ) -> None:
        settings.TRUSTED_PROXIES = [ip_network(name) for name in names]

        assert [message.id for message in proxies_are_named()] == [f"catalogue.{told}"]

        settings.BEHIND_PROXY = False
        assert proxies_are_named() == []

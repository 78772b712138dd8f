"""Links are tried over real HTTP, and only those that pages have."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from catalogue.models import Intervention, LinkCheck, Organisation
from catalogue.models.web_addresses import is_public
from catalogue.upkeep.fetching import Fetched, Verdict, fetch
from catalogue.upkeep.links import ask_all, linked_addresses, store
from tests.certificate import make_certificate, server_context
from tests.factories import make_intervention, make_organisation, make_service


def anywhere(host: str) -> bool:
    return True


def closed_port() -> str:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{closed.getsockname()[1]}/"


class TestFetching:
    @pytest.mark.parametrize(
        "path",
        ["/200", "/204", "/moved", "/no-head", "/200/å?sök=ö", "/no-answer-to-head", "/utf8",
         "/cookie", "/odd-cookie"],
    )  # fmt: skip
    def test_finds_what_a_person_would(self, pages: Any, path: str) -> None:
        assert fetch(pages.url(path), anywhere).verdict is Verdict.WORKS

    @pytest.mark.parametrize(
        ("path", "verdict"),
        [("/404", Verdict.BROKEN), ("/410", Verdict.BROKEN), ("/500", Verdict.DOUBTFUL)],
    )
    def test_tells_what_is_gone_from_a_bad_day(
        self, pages: Any, path: str, verdict: Verdict
    ) -> None:
        answer = fetch(pages.url(path), anywhere)

        assert answer.verdict is verdict
        assert answer.problem == f"Svarar med felet {path[1:]}."

    @pytest.mark.parametrize("path", ["/401", "/403", "/429", "/999"])
    def test_does_not_know_what_is_behind_a_wall(self, pages: Any, path: str) -> None:
        answer = fetch(pages.url(path), anywhere)

        assert answer.verdict is Verdict.UNKNOWN
        assert answer.problem.startswith("Kan inte kontrolleras")

    def test_reads_the_head_only_where_that_will_do(self, pages: Any) -> None:
        fetch(pages.url("/200"), anywhere)
        fetch(pages.url("/no-head"), anywhere)

        assert pages.asked == [("HEAD", "/200"), ("HEAD", "/no-head"), ("GET", "/no-head")]

    def test_does_not_press_who_asks_to_be_left_in_peace(self, pages: Any) -> None:
        fetch(pages.url("/429"), anywhere)

        assert pages.asked == [("HEAD", "/429")]

    def test_keeps_cookies_for_one_check_only(self, pages: Any) -> None:
        for _ in range(2):
            pages.asked.clear()
            fetch(pages.url("/cookie"), anywhere)

            assert len(pages.asked) == 2

    def test_gives_up_going_round(self, pages: Any) -> None:
        assert "omdirigeringar" in fetch(pages.url("/round"), anywhere).problem

    def test_is_unsure_of_what_does_not_answer(self) -> None:
        answer = fetch(closed_port(), anywhere)

        assert (answer.verdict, answer.reached) == (Verdict.DOUBTFUL, False)

    @pytest.mark.parametrize(
        "address",
        ["ftp://a.se/", "http://", "http://a.se:x/", "http://[/", "http://a..se/",
         f"http://{'x' * 70}.se/", f"http://{'å.' * 200}se/"],
    )  # fmt: skip
    def test_knows_a_misspelt_address(self, address: str) -> None:
        assert fetch(address).problem == "Adressen är felskriven."

    @pytest.mark.parametrize("path", ["/misspelt", "/idn", "/mail"])
    def test_is_not_upset_by_being_led_to_one(self, pages: Any, path: str) -> None:
        answer = fetch(pages.url(path), anywhere)

        assert answer.problem == "Leder vidare till en felskriven adress."
        assert (answer.verdict, answer.reached) == (Verdict.BROKEN, True)

    @pytest.mark.parametrize(
        "path", ["/hang-up", "/noise", "/odd-status", "/long-header", "/many-headers"]
    )
    def test_is_not_upset_by_what_is_no_answer(self, pages: Any, path: str) -> None:
        assert fetch(pages.url(path), anywhere) == Fetched(
            Verdict.DOUBTFUL, "Svarar inte.", reached=False
        )

    def test_is_not_upset_by_what_is_no_encryption(self, pages: Any) -> None:
        address = pages.url("/200").replace("http:", "https:")

        assert fetch(address, anywhere).problem == "Svarar inte."

    def test_tells_of_a_certificate_that_nobody_trusts(self, pages: Any, tmp_path: Path) -> None:
        context = server_context(make_certificate(tmp_path))
        pages.socket = context.wrap_socket(pages.socket, server_side=True)

        answer = fetch(pages.url("/200").replace("http:", "https:"), anywhere)

        assert answer.verdict is Verdict.BROKEN
        assert answer.problem.startswith("Certifikatet godkänns inte: self")


class TestTheTime:
    def is_kept(self, ask: Callable[[], Fetched]) -> bool:
        begun = time.monotonic()
        answer = ask()
        assert answer.verdict is Verdict.DOUBTFUL
        return time.monotonic() - begun < 0.9

    def test_is_for_all_of_an_answer_that_drips(self, pages: Any) -> None:
        assert self.is_kept(lambda: fetch(pages.url("/drip"), anywhere, seconds=0.3))

    def test_is_for_a_computer_that_says_nothing(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            port = silent.getsockname()[1]
            for scheme in ("http", "https"):
                address = f"{scheme}://127.0.0.1:{port}/"
                assert self.is_kept(lambda to=address: fetch(to, anywhere, seconds=0.2))

    def test_is_for_the_name_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        free = threading.Event()
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: free.wait(5) and [])

        assert self.is_kept(lambda: fetch("http://a.se/", anywhere, seconds=0.2))
        free.set()


class TestInnerNetworks:
    INNER = (
        "127.0.0.1", "10.0.0.5", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.9", "192.88.99.1",
        "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fec0::1]", "[ff0e::1]", "[2002:a00:5::]",
        "[64:ff9b::a00:5]", "[64:ff9b:1::1]", "[::ffff:10.0.0.5]", "[::10.0.0.5]", "[2001::1]",
        "[2001:db8::1]", "[3fff::1]",
    )  # fmt: skip

    @pytest.mark.parametrize("host", INNER)
    def test_are_told_from_what_visitors_reach(self, host: str) -> None:
        assert not is_public(host.strip("[]"))

    @pytest.mark.parametrize("number", ["193.10.1.1", "8.8.8.8", "2a00:801::1", "2606:4700::1"])
    def test_are_not_what_visitors_do_reach(self, number: str) -> None:
        assert is_public(number)

    @pytest.mark.parametrize("path", ["/200", "/404", "/hang-up", "/moved"])
    def test_are_not_even_connected_to(
        self, pages: Any, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        connected: list[Any] = []
        whole = socket.create_connection
        monkeypatch.setattr(
            socket, "create_connection", lambda *args: connected.append(args) or whole(*args)
        )

        told = {fetch(address) for address in (pages.url(path), closed_port())}

        assert connected == []
        assert {answer.problem for answer in told} == {
            "Leder till ett inre nätverk som besökare inte når."
        }
        assert len(told) == 1  # open or closed, it is told in the same way

    def test_are_not_reached_by_a_redirect(self, pages: Any) -> None:
        first = iter([True, False])

        answer = fetch(pages.url("/moved"), lambda number: next(first))

        assert answer.problem == "Leder till ett inre nätverk som besökare inte når."
        assert pages.asked == [("HEAD", "/moved")]

    def test_are_not_reached_by_a_name_that_changes_its_meaning(
        self, pages: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        port, names = pages.server_port, []
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, *rest, **more: names.append(host) or [(2, 1, 6, "", (host_now(), port))],
        )
        meanings = iter(["127.0.0.1", "10.0.0.5"])

        def host_now() -> str:
            return next(meanings) if names[-1] == "vandrare.se" else names[-1]

        answer = fetch(f"http://vandrare.se:{port}/200", anywhere)

        assert answer.verdict is Verdict.WORKS  # of the computer that was judged
        assert names.count("vandrare.se") == 1

    @pytest.mark.parametrize(
        "host",
        [*INNER[:3], "[::1]", "[fec0::1]", "[::ffff:10.0.0.5]", "localhost", "a.LOCALHOST",
         "nas.local", "a.internal", "x.home.arpa", "127.0.0.1:8000", "１２７.０.０.１１"],
    )  # fmt: skip
    def test_are_refused_in_forms(self, host: str) -> None:
        for field in (
            Organisation._meta.get_field("website"),
            Intervention._meta.get_field("outcome_url"),
        ):
            with pytest.raises(ValidationError, match="inre nätverk som besökare inte når"):
                field.run_validators(f"http://{host}/sida")

    @pytest.mark.parametrize(
        "host", ["exempel.se", "www.lokal.se", "193.10.1.1", "å.se", "local.se"]
    )
    def test_are_not_what_forms_take(self, host: str) -> None:
        Organisation._meta.get_field("website").run_validators(f"https://{host}/sida")


@pytest.mark.django_db
class TestChecking:
    def test_asks_what_pages_link_to_and_nothing_else(self) -> None:
        make_intervention(outcome_url="https://a.se/")
        make_intervention(outcome_url="https://a.se/")
        make_intervention(outcome_url="https://utkast.se/", status="draft")
        home = make_organisation("Har en sida")
        home.website = "https://b.se/"
        home.save()

        assert linked_addresses() == ["https://a.se/", "https://b.se/"]

    def test_is_asked_of_what_others_have(self, db: None) -> None:
        make_service(website="https://c.se/")
        make_service("Ur bruk", website="https://d.se/", active=False)

        assert linked_addresses() == ["https://c.se/", "https://www.exempel.se/god-man"]

    def test_stores_one_answer_an_address(self, pages: Any) -> None:
        addresses = [pages.url(path) for path in ("/200", "/404")]
        for _ in range(2):
            for address, answer in ask_all(addresses, lambda it: fetch(it, anywhere), pause=0):
                store(address, answer)

        assert dict(LinkCheck.objects.values_list("status", "broken")) == {200: False, 404: True}
        assert list(LinkCheck.objects.filter(broken=True).values_list("failures", flat=True)) == [2]

    def test_gives_an_uncertain_address_a_second_chance(self, pages: Any) -> None:
        address = pages.url("/503")

        first = store(address, fetch(address, anywhere)).broken
        second = store(address, fetch(address, anywhere)).broken
        mended = store(address, fetch(pages.url("/200"), anywhere))

        assert (first, second, mended.broken, mended.failures) == (None, True, False, 0)

    def test_never_calls_a_wall_broken(self, pages: Any) -> None:
        address = pages.url("/403")

        for _ in range(3):
            check = store(address, fetch(address, anywhere))

        assert (check.broken, check.failures) == (None, 0)


@pytest.mark.django_db
class TestTheCommand:
    @pytest.fixture(autouse=True)
    def reaches_loopback(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("catalogue.upkeep.fetching.is_public", anywhere)
        monkeypatch.setattr("catalogue.upkeep.fetching.fetch.__defaults__", (anywhere, 0.3))
        monkeypatch.setattr("catalogue.upkeep.links.PAUSE", 0)
        monkeypatch.setattr("catalogue.upkeep.links.ask_all.__defaults__", (fetch, 0))

    def test_names_what_is_broken_and_forgets_what_is_not_linked(
        self, pages: Any, capsys: Any
    ) -> None:
        make_intervention(outcome_url=pages.url("/404"))
        make_intervention(outcome_url=pages.url("/200"))
        LinkCheck.objects.create(address="https://gammal.se/", broken=True)

        call_command("check_links")

        said = capsys.readouterr().out
        assert f"{pages.url('/404')}: Svarar med felet 404." in said
        assert "Frågade 2 adresser. Trasiga: 1. Vet inte: 0. Glömda: 1." in said
        assert LinkCheck.objects.count() == 2

    def test_writes_nothing_when_the_server_has_no_way_out(self) -> None:
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            make_intervention(outcome_url=f"http://127.0.0.1:{closed.getsockname()[1]}/")

            with pytest.raises(CommandError, match="ingen väg ut"):
                call_command("check_links")

        assert not LinkCheck.objects.exists()

    def test_goes_on_past_all_that_is_rude(self, pages: Any, capsys: Any) -> None:
        for path in ("/misspelt", "/drip", "/noise", "/403", "/200"):
            make_intervention(outcome_url=pages.url(path))

        call_command("check_links")

        checks = LinkCheck.objects.values_list("address", "broken")
        found = {address.rpartition("/")[2]: broken for address, broken in checks}
        assert found == {"misspelt": True, "drip": None, "noise": None, "403": None, "200": False}
        assert "Trasiga: 1. Vet inte: 3." in capsys.readouterr().out

    def test_says_what_it_could_not_do_and_does_the_rest(
        self, pages: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any
    ) -> None:
        def ask(address: str) -> Fetched:
            if address.endswith("/500"):
                raise LookupError
            return fetch(address, anywhere)

        monkeypatch.setattr("catalogue.upkeep.links.ask_all.__defaults__", (ask, 0))
        for path in ("/200", "/404", "/500"):
            make_intervention(outcome_url=pages.url(path))

        with pytest.raises(CommandError, match="1 av 3 länkar gick inte: http://127"):
            call_command("check_links")

        assert LinkCheck.objects.count() == 3
        assert "LookupError" in caplog.text

    def test_stores_each_answer_as_it_comes(
        self, pages: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def ask(address: str) -> Fetched:
            if address.endswith("/204"):
                raise KeyboardInterrupt
            return fetch(address, anywhere)

        def answers(addresses: list[str]) -> Iterator[tuple[str, Fetched]]:
            return ((address, ask(address)) for address in addresses)

        monkeypatch.setattr("catalogue.management.commands.check_links.ask_all", answers)
        for path in ("/200", "/204"):
            make_intervention(outcome_url=pages.url(path))

        with pytest.raises(KeyboardInterrupt):
            call_command("check_links")

        assert LinkCheck.objects.get().address == pages.url("/200")

    def test_asks_nobody_on_a_trial_run(self, pages: Any, capsys: Any) -> None:
        make_intervention(outcome_url=pages.url("/404"))

        call_command("check_links", dry_run=True)

        assert pages.asked == []
        assert "Skulle fråga 1 adresser." in capsys.readouterr().out


class TestAnAddressOfNumbers:
    def test_of_the_newer_kind_is_asked_by_its_whole_number(self) -> None:
        with socket.create_server(("::1", 0), family=socket.AF_INET6) as server:
            port = server.getsockname()[1]
            heard: list[bytes] = []

            def answer() -> None:
                line, _ = server.accept()
                with line:
                    heard.append(line.recv(1000))
                    line.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")

            listening = threading.Thread(target=answer, daemon=True)
            listening.start()
            found = fetch(f"http://[::1]:{port}/", anywhere)
            listening.join(5)

        assert found.verdict is Verdict.WORKS
        assert f"Host: [::1]:{port}".encode() in heard[0]

    def test_of_the_newer_kind_needs_no_port(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ours, theirs = socket.socketpair()
        monkeypatch.setattr("catalogue.upkeep.asking._connected", lambda *_: ours)
        theirs.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")

        with theirs:
            found = fetch("http://[2001:db8::abcd]/", anywhere)

        assert found.verdict is Verdict.WORKS

"""Links are tried over real HTTP, and only those that pages have."""

import socket
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from catalogue.keeping.fetching import fetch
from catalogue.keeping.links import ask_all, linked_addresses, store
from catalogue.models import LinkCheck
from tests.factories import make_intervention, make_organisation


def anywhere(host: str) -> bool:
    return True


class TestFetching:
    @pytest.mark.parametrize("path", ["/200", "/204", "/moved", "/no-head", "/200/å?sök=ö"])
    def test_finds_what_is_there(self, pages: Any, path: str) -> None:
        assert fetch(pages.url(path), anywhere).works

    @pytest.mark.parametrize(("path", "certain"), [("/404", True), ("/410", True), ("/500", False)])
    def test_tells_what_is_gone_from_a_bad_day(self, pages: Any, path: str, certain: bool) -> None:
        answer = fetch(pages.url(path), anywhere)

        assert (answer.works, answer.certain) == (False, certain)
        assert answer.problem == f"Svarar med felet {path[1:]}."

    def test_reads_the_head_only_where_that_will_do(self, pages: Any) -> None:
        fetch(pages.url("/200"), anywhere)
        fetch(pages.url("/no-head"), anywhere)

        assert pages.asked == [("HEAD", "/200"), ("HEAD", "/no-head"), ("GET", "/no-head")]

    def test_gives_up_going_round(self, pages: Any) -> None:
        assert "omdirigeringar" in fetch(pages.url("/round"), anywhere).problem

    def test_sends_nothing_to_an_inner_network(self, pages: Any) -> None:
        answer = fetch(pages.url("/200"))

        assert "inre nätverk" in answer.problem
        assert pages.asked == []

    def test_is_not_led_there_either(self, pages: Any) -> None:
        first = iter([True, False])

        answer = fetch(pages.url("/moved"), lambda host: next(first))

        assert "inre nätverk" in answer.problem
        assert pages.asked == [("HEAD", "/moved")]

    def test_is_unsure_of_what_does_not_answer(self) -> None:
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            answer = fetch(f"http://127.0.0.1:{closed.getsockname()[1]}/", anywhere)

        assert (answer.works, answer.certain, answer.reached) == (False, False, False)

    @pytest.mark.parametrize("address", ["ftp://a.se/", "http://", "http://a.se:x/", "http://[/"])
    def test_knows_a_misspelt_address(self, address: str) -> None:
        assert fetch(address).problem == "Adressen är felskriven."


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

        assert (first, second, mended.broken, mended.failures) == (False, True, False, 0)


@pytest.mark.django_db
class TestTheCommand:
    @pytest.fixture(autouse=True)
    def reaches_loopback(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("catalogue.keeping.fetching.is_public", anywhere)
        monkeypatch.setattr("catalogue.keeping.fetching.fetch.__defaults__", (anywhere,))
        monkeypatch.setattr("catalogue.keeping.links.PAUSE", 0)
        monkeypatch.setattr("catalogue.keeping.links.ask_all.__defaults__", (fetch, 0))

    def test_names_what_is_broken_and_forgets_what_is_not_linked(
        self, pages: Any, capsys: Any
    ) -> None:
        make_intervention(outcome_url=pages.url("/404"))
        make_intervention(outcome_url=pages.url("/200"))
        LinkCheck.objects.create(address="https://gammal.se/", broken=True)

        call_command("check_links")

        said = capsys.readouterr().out
        assert f"{pages.url('/404')}: Svarar med felet 404." in said
        assert "Frågade 2 adresser. Trasiga: 1. Glömda: 1." in said
        assert LinkCheck.objects.count() == 2

    def test_writes_nothing_when_the_server_has_no_way_out(self) -> None:
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            make_intervention(outcome_url=f"http://127.0.0.1:{closed.getsockname()[1]}/")

            with pytest.raises(CommandError, match="ingen väg ut"):
                call_command("check_links")

        assert not LinkCheck.objects.exists()

    def test_asks_nobody_on_a_trial_run(self, pages: Any, capsys: Any) -> None:
        make_intervention(outcome_url=pages.url("/404"))

        call_command("check_links", dry_run=True)

        assert pages.asked == []
        assert "Skulle fråga 1 adresser." in capsys.readouterr().out

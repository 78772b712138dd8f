"""The addresses that the catalogue links to, and what each of them last answered."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from queue import SimpleQueue
from urllib.parse import urlsplit

from django.utils import timezone

from catalogue.models import (
    Intervention,
    LinkCheck,
    NeighbouringService,
    Organisation,
    ServiceSource,
)
from catalogue.upkeep.fetching import Fetched, Verdict, fetch

log = logging.getLogger("catalogue.upkeep")
AT_ONCE = 8  # different computers
PAUSE = 1.0  # seconds between two questions to the same one
TRIES = 2  # runs in a row before a doubtful answer counts as broken
FAILED = Fetched(Verdict.UNKNOWN, "Kontrollen gick inte att göra.", reached=False)
Ask = Callable[[str], Fetched]


def linked_addresses() -> list[str]:
    """Return every address that a page of the catalogue links to."""
    reports = Intervention.objects.current().exclude(outcome_url="")
    sites = Organisation.objects.current().exclude(website="")
    services = NeighbouringService.objects.filter(active=True)
    sources = ServiceSource.objects.filter(service__in=services)
    told = (
        reports.values_list("outcome_url", flat=True),
        sites.values_list("website", flat=True),
        services.exclude(website="").values_list("website", flat=True),
        sources.values_list("address", flat=True),
    )
    return sorted(set(chain.from_iterable(told)))


def ask_all(
    addresses: Iterable[str], ask: Ask = fetch, pause: float = PAUSE
) -> Iterator[tuple[str, Fetched]]:
    """Yield each address with its answer as it comes, never hurrying one and the same computer.

    An address that cannot even be asked about has the answer FAILED, and the log says why.
    """
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[_host(address)].append(address)
    answers: SimpleQueue[tuple[str, Fetched]] = SimpleQueue()

    def ask_host(of_one: list[str]) -> None:
        for at, address in enumerate(of_one):
            if at:
                time.sleep(pause)
            answers.put((address, _answer_of(address, ask)))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for of_one in by_host.values():
            pool.submit(ask_host, of_one)
        for _ in range(sum(len(of_one) for of_one in by_host.values())):
            yield answers.get()


def _answer_of(address: str, ask: Ask) -> Fetched:
    try:
        return ask(address)
    except Exception:
        log.exception("The link check of %s failed", address)
        return FAILED


def from_the_first_sign_of_life(
    answers: Iterable[tuple[str, Fetched]],
) -> Iterator[tuple[str, Fetched]]:
    """Pass on answers once some computer has answered; none if none does.

    A server without a way out to the net would otherwise call every link broken.
    """
    held: list[tuple[str, Fetched]] = []
    alive = False
    for address, answer in answers:
        held.append((address, answer))
        alive = alive or answer.reached
        if alive:
            yield from held
            held.clear()


def store(address: str, answer: Fetched) -> LinkCheck:
    """Write the last answer of an address."""
    known, _ = LinkCheck.objects.get_or_create(address=address)
    known.checked_at = timezone.now()
    known.status, known.problem = answer.status, answer.problem[:200]
    failed = answer.verdict in {Verdict.BROKEN, Verdict.DOUBTFUL}
    known.failures = known.failures + 1 if failed else 0
    known.broken = _is_broken(answer.verdict, known.failures)
    known.save()
    return known


def _is_broken(verdict: Verdict, failures: int) -> bool | None:
    if verdict is Verdict.DOUBTFUL:
        return True if failures >= TRIES else None
    return {Verdict.WORKS: False, Verdict.BROKEN: True}.get(verdict)


def forget_others(addresses: Iterable[str]) -> int:
    """Remove the answers of addresses that no page links to any more; return how many."""
    return LinkCheck.objects.exclude(address__in=list(addresses)).delete()[0]


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""

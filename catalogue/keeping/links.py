"""The addresses that the catalogue links to, and what each of them last answered."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from django.utils import timezone

from catalogue.keeping.fetching import Answer, fetch
from catalogue.models import Intervention, LinkCheck, Organisation

AT_ONCE = 8  # different computers
PAUSE = 1.0  # seconds between two questions to the same one
TRIES = 2  # runs in a row before an uncertain answer counts as broken
Ask = Callable[[str], Answer]


def linked_addresses() -> list[str]:
    """Return every address that a page of the catalogue links to."""
    reports = Intervention.objects.current().exclude(outcome_url="")
    sites = Organisation.objects.current().exclude(website="")
    return sorted(
        {*reports.values_list("outcome_url", flat=True), *sites.values_list("website", flat=True)}
    )


def ask_all(
    addresses: Iterable[str], ask: Ask = fetch, pause: float = PAUSE
) -> Iterator[tuple[str, Answer]]:
    """Yield each address with its answer, never hurrying one and the same computer."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[_host(address)].append(address)

    def ask_host(of_one: list[str]) -> list[tuple[str, Answer]]:
        answers = []
        for at, address in enumerate(of_one):
            if at:
                time.sleep(pause)
            answers.append((address, ask(address)))
        return answers

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for answers in pool.map(ask_host, by_host.values()):
            yield from answers


def store(address: str, answer: Answer) -> LinkCheck:
    """Write the last answer of an address."""
    known, _ = LinkCheck.objects.get_or_create(address=address)
    known.checked_at = timezone.now()
    known.status, known.problem = answer.status, answer.problem[:200]
    known.failures = 0 if answer.works else known.failures + 1
    known.broken = not answer.works and (answer.certain or known.failures >= TRIES)
    known.save()
    return known


def forget_others(addresses: Iterable[str]) -> int:
    """Remove the answers of addresses that no page links to any more; return how many."""
    return LinkCheck.objects.exclude(address__in=list(addresses)).delete()[0]


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""

"""Milliseconds, and how they are spread."""

import gc
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

Figures = dict[str, float]


def milliseconds(work: Callable[[], Any]) -> float:
    """Return how long the work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def each(work: Callable[[Any], Any], jobs: Iterable[Any], rounds: int = 1) -> list[float]:
    """Return how long the work takes on each job: the best of so many rounds over all of them.

    More than one round takes away what other programs on the machine did meanwhile.
    """
    gc.collect()
    waiting = list(jobs)
    times = [[milliseconds(partial(work, job)) for job in waiting] for _ in range(rounds)]
    return [min(times_of_one) for times_of_one in zip(*times, strict=True)]


def spread(times: Sequence[float]) -> Figures | None:
    """Return the middle, the slow end and the slowest; None where nothing was measured."""
    if not times:
        return None
    rising = sorted(times)

    def at(share: float) -> float:
        return round(rising[min(len(rising) - 1, int(share * len(rising)))], 4)

    return {"p50": at(0.5), "p95": at(0.95), "max": round(rising[-1], 4)}

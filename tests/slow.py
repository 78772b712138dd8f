"""Slow tests come first and bear a mark or are named; what is slow or alike is not measured."""

import time
from collections.abc import Iterator

import pytest
from coverage import Coverage

measured_tests: set[str] = set()  # by this process, without what tells their cases apart
TAKEN = "processor"  # what a report calls the seconds that its test took of the processor


def slow_first(items: list[pytest.Item]) -> None:
    """Let modules with slow tests begin: no worker is left with one when the others are done."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Measure the coverage of a test's first case, if it is quick: it nearly doubles a test."""
    name = item.nodeid.partition("[")[0]
    passed_by = item.get_closest_marker("slow") or name in measured_tests
    measured = Coverage.current() if passed_by else None
    measured_tests.add(name)
    if measured:
        measured.stop()
    try:
        return (yield)
    finally:
        if measured:
            measured.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Note what a test that is not marked takes, half of it where coverage is measured."""
    began = time.process_time()
    try:
        return (yield)
    finally:
        taken = (time.process_time() - began) / (2 if Coverage.current() else 1)
        if taken > 1 and not item.get_closest_marker("slow"):
            item.user_properties.append((TAKEN, taken))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the tests that should be marked. None fails for it: machines differ."""
    reports = terminalreporter.getreports("passed")
    taken = {each.nodeid: dict(each.user_properties).get(TAKEN) for each in reports}
    if any(taken.values()):
        terminalreporter.section("Över en sekund av processorn, utan märket slow")
    for name, seconds in sorted(taken.items()):
        if seconds:
            terminalreporter.line(f"{seconds:.1f} s  {name}")

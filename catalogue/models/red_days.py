"""Public holidays in Sweden (röda dagar), and the eves on which many close all the same."""

import datetime
from functools import cache

import holidays
from holidays import DE_FACTO, PUBLIC


def red_day(day: datetime.date) -> str:
    """Return what a public holiday is called, in Swedish; nothing for other days.

    A Saturday is none, nor is a Sunday unless it is one for another reason.
    """
    return _named(PUBLIC, day.year).get(day, "")


def eve(day: datetime.date) -> str:
    """Return which of midsommarafton, julafton and nyårsafton a day is, or nothing."""
    return _named(DE_FACTO, day.year).get(day, "")


@cache
def _named(category: str, year: int) -> dict[datetime.date, str]:
    found = holidays.country_holidays(
        "SE", years=year, categories=(category,), language="sv", include_sundays=False
    )
    return {day: name[:1].lower() + name[1:] for day, name in found.items()}

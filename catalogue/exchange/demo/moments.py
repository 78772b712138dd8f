"""Days in a file that never grows old: written as so many days from the day of loading.

`{idag - 40}` is a day, `{i år - 1}` a year. Alone in a value it is that day or year; within a text
it is written out.
"""

import datetime
import re
from typing import Any

from django.utils.formats import date_format

_MOMENT = re.compile(r"\{(idag|i år)(?: ([+-]) (\d+))?\}")


def settle(value: Any, today: datetime.date) -> Any:
    """Return a value of the file, with its days and years as they are today."""
    if not isinstance(value, str):
        return value
    alone = _MOMENT.fullmatch(value)
    return _moment(alone, today) if alone else _MOMENT.sub(lambda at: _told(at, today), value)


def _moment(found: re.Match[str], today: datetime.date) -> datetime.date | int:
    unit, sign, number = found.groups()
    away = int(f"{sign or '+'}{number or 0}")
    return today + datetime.timedelta(days=away) if unit == "idag" else today.year + away


def _told(found: re.Match[str], today: datetime.date) -> str:
    moment = _moment(found, today)
    return str(moment) if isinstance(moment, int) else date_format(moment, "j F Y")

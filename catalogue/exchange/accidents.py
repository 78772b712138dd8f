"""What a spreadsheet made of a cell by accident: error values, and dates where there was text."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

_MONTH = "jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
_ERROR = re.compile(
    r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!"
    r"|GETTING_DATA|SAKNAS!?|REFERENS!|VÄRDEFEL!|NAMN\?|DIVISION/0!|SKÄRNING!|OGILTIGT!|SPILL!)"
    r"|#{2,}|Err:[0-9]{3}",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"[0-9]{{1,2}}-({_MONTH})|({_MONTH})-[0-9]{{2}}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?",
    re.IGNORECASE,
)


def accident(text: str) -> str:
    """Return what is wrong with a text that a spreadsheet has spoilt, or an empty string."""
    text = text.strip()
    if _ERROR.fullmatch(text):
        return _("”%(text)s” är ett felvärde ur ett kalkylark. Skriv det som ska stå där.") % {
            "text": text
        }
    if _DATE.fullmatch(text):
        return _(
            "”%(text)s” ser ut som en text som kalkylarket har gjort till datum. Skriv om den."
        ) % {"text": text}
    return ""


def is_moment(value: Any) -> bool:
    """Tell whether a cell of a workbook holds a date or a time."""
    return isinstance(value, date | datetime | time | timedelta)


def made_a_date(value: Any) -> str:
    """Return what is wrong with a date or a time that stands where no date belongs."""
    shown = value.date() if isinstance(value, datetime) else value
    return _(
        "är ett datum eller en tid i Excel (%(shown)s). Gör om kolumnen till text och skriv "
        "cellen på nytt."
    ) % {"shown": shown}

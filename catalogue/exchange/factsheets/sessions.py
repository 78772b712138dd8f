"""Read how often one comes in a week, and how long each time is."""

import re
from dataclasses import dataclass

from catalogue.exchange.factsheets.phrases import NUMBER, number

_TIMES = r"(?:gång(?:er)?|dag(?:ar)?|tillfällen?|pass|träff(?:ar)?|förmiddag(?:ar)?|kväll(?:ar)?)"
_DAY = r"(?:mån|tis|ons|tors|fre|lör|sön)dag"
_A_WEEK = re.compile(
    rf"(?P<range>[–—-]\s*)?(?P<count>{NUMBER})\s*{_TIMES}\s*(?:i|per)\s*vecka(?:n)?\b|"
    rf"\b(?P<once>varje\s+{_DAY})\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"(?P<range>[–—-]\s*)?(?P<count>{NUMBER})\s*(?P<unit>timm(?:ar|e)|tim\.?|h|min(?:uter)?\.?)\s*"
    rf"(?:(?:per|varje)\s+(?:dag|gång|tillfälle|pass|träff)|åt gången|(?=varje\s+{_DAY}))",
    re.IGNORECASE,
)
_LONGEST, _MOST = 24 * 60, 21


@dataclass(frozen=True)
class Sessions:
    """Times a week and minutes a time; `None` where the text does not state one number."""

    per_week: int | None = None
    minutes: int | None = None


def read_sessions(text: str) -> Sessions:
    """Return what the text states once; a range is no number."""
    return Sessions(_per_week(text), _minutes(text))


def _per_week(text: str) -> int | None:
    found = list(_A_WEEK.finditer(text))
    if len(found) != 1 or found[0]["range"]:
        return None
    count = 1.0 if found[0]["once"] else number(found[0]["count"])
    return int(count) if count.is_integer() and 1 <= count <= _MOST else None


def _minutes(text: str) -> int | None:
    found = list(_EACH.finditer(text))
    if len(found) != 1 or found[0]["range"]:
        return None
    minutes = number(found[0]["count"]) * (1 if found[0]["unit"][0] in "mM" else 60)
    return int(minutes) if minutes.is_integer() and 5 <= minutes <= _LONGEST else None

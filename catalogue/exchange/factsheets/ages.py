"""Read which ages an intervention is for."""

import re
from dataclasses import dataclass

_YOUNGEST, _OLDEST, _ADULT = 10, 110, 18

_SPAN = re.compile(r"\b(\d{2})\s*(?:–|-|—|till|och)\s*(\d{2,3})\s*(?:år|års)\b", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:över|från|minst|fyllt?|fyllda|äldre än)\s*(\d{2})(?:\s*års?\b)|"
    r"\b(\d{2})\s*år(?:s ålder)?\s*(?:eller|och|,)?\s*(?:äldre|uppåt|och över)\b|"
    r"\b(\d{2})\s?\+",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"\b(?:upp till|till och med|t\.?o\.?m\.?|högst|max)\s*(\d{2})\s*års?\b|"
    r"\b(\d{2})\s*år\s*(?:eller|och)\s*yngre\b",
    re.IGNORECASE,
)
_BELOW = re.compile(r"\b(?:under|yngre än|inte fyllt|ej fyllt)\s*(\d{2})\s*års?\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"barn (?:under|över|mellan|från|upp till)[^,.;]*|(?:sedan|senaste|i) (?:minst |över )?\d+ år",
    re.IGNORECASE,
)
_ADULTS = re.compile(r"\bvux(?:en|na)\b", re.IGNORECASE)
_NOT_ONLY_ADULTS = re.compile(r"unga vux|ung vux|barn|ungdom", re.IGNORECASE)


@dataclass(frozen=True)
class Ages:
    """From and up to and including; `None` where the text sets no bound."""

    least: int | None = None
    most: int | None = None


def read_ages(text: str) -> Ages:
    """Return the ages where the text states them once; "vuxen" alone means from 18."""
    own = _OTHERS.sub(" ", text)
    spans = {(int(low), int(high)) for low, high in _SPAN.findall(own)}
    rest = _SPAN.sub(" ", own)
    below = {int(age) - 1 for age in _BELOW.findall(rest)}
    rest = _BELOW.sub(" ", rest)
    most = {*_numbers(_UP_TO, rest), *below}
    least = _numbers(_FROM, rest)
    if len(spans) + max(len(least), len(most)) > 1:
        return Ages()
    if spans:
        return _sensible(*spans.pop()) if not least | most else Ages()
    if least or most:
        return _sensible(next(iter(least), None), next(iter(most), None))
    adults = _ADULTS.search(own) and not _NOT_ONLY_ADULTS.search(own)
    return Ages(least=_ADULT) if adults else Ages()


def _numbers(pattern: re.Pattern[str], text: str) -> set[int]:
    return {int(group) for found in pattern.finditer(text) for group in found.groups() if group}


def _sensible(least: int | None, most: int | None) -> Ages:
    """Return the bounds unless they cannot be ages of people."""
    bounds = [age for age in (least, most) if age is not None]
    if any(not _YOUNGEST <= age <= _OLDEST for age in bounds) or bounds != sorted(bounds):
        return Ages()
    return Ages(least, most)

"""Find named persons in a text that everybody can read: the function belongs there instead.

The rule is narrow, so that it is hardly ever wrong: a first name from our list with a surname after
it, a first name where somebody is to be called, or an address such as anna.ek@. What is named after
a person (Anna Lindhs plats, Lisa Andersson-metoden, Karl Johan-skolan) is left alone.
"""

import re
from pathlib import Path

_FILE = Path(__file__).with_name("first_names.txt")
FIRST_NAMES = frozenset(
    name.casefold()
    for line in _FILE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for name in line.split()
)
_CAPITAL = r"[^\W\d_a-zåäöéü]"
_NAME = rf"{_CAPITAL}[^\W\d_]+"
_FIRST = rf"(?P<first>{_NAME}(?:-{_NAME})?)"
_SURNAME = rf"(?P<surname>{_NAME}(?:-{_NAME})?)"
_PARTICLE = rf"(?:(?:{_CAPITAL}\.?|von|af|de|la|van|der|al|el|bin|ibn)[ -]){{0,2}}"
_NOT_INSIDE = r"(?<![\w@.-])"
_ENDS = r"(?![\w@-])"

# Looked ahead for, so that "Fråga Anna Ek" is tried from "Anna" too.
_FULL_NAME = re.compile(rf"{_NOT_INSIDE}(?=(?P<whole>{_FIRST} +{_PARTICLE}{_SURNAME}){_ENDS})")
_CALLED = re.compile(
    r"\b(?i:kontakta|ring(?: till)?|mejla|maila|messa|sms:a|fråga efter|sök|prata med|tala med|"
    rf"vänd dig till|hör av dig till|kontaktperson:?) +{_FIRST}{_ENDS}(?! +{_CAPITAL})"
)
_WITH_NUMBER = re.compile(
    rf"{_NOT_INSIDE}{_FIRST}(?:,|:| på)? *(?:tel\.?|telefon|mobil)?:? *(?:0\d{{1,3}}[ -/]|\+\d\d)\d"
)
_ADDRESS = re.compile(r"(?<![\w.-])(?P<first>[^\W\d_]+)[._](?P<surname>[^\W\d_-]+)@[\w.-]+")

# Words that make a name the name of something else: a place, a house, a body, a method.
_THING = (
    r"plats|gata|gränd|väg|torg|allé|park|plan|bro|udde|skola|gymnasium|folkhögskola|stiftelse|"
    r"fond|minne|minnesfond|sjukhus|barnsjukhus|vårdcentral|mottagning|församling|kyrka|kapell|"
    r"metod|modell|skala|test|pris|hus|gård|hem|museum|förening|byrå|kommun|aktiebolag|ab|hb|kb"
)
_NAMED_AFTER = re.compile(rf"(?:-\w| +(?:{_THING})(?:en|n|et|t|s|ens|ets)?\b)", re.IGNORECASE)
_THING_INSIDE = re.compile(
    r"(?:gatan?|vägen|torget|platsen|skolan|huset|gården|kyrkan|parken|stiftelsen|gymnasiet|"
    r"metoden|modellen|hemmet|allén|backen|kajen|plan|kommun|ungdom|center|centrum)s?$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:\b(?:sankta?|s:ta?|st|drottning|kung|prins|stiftelsen|fonden) +)$", re.I)


def named_persons(text: str) -> list[str]:
    """Return what points out persons, each once: their names, or addresses made of them."""
    found = [
        match["whole"]
        for match in _FULL_NAME.finditer(text)
        if _is_first(match["first"]) and not _is_named_after(match, text)
    ]
    for pattern in (_CALLED, _WITH_NUMBER):
        found += [
            match["first"]
            for match in pattern.finditer(text)
            if _is_first(match["first"]) and not _NAMED_AFTER.match(text, match.end("first"))
        ]
    found += [match.group() for match in _ADDRESS.finditer(text) if _is_first(match["first"])]
    return list(dict.fromkeys(found))


def _is_first(name: str) -> bool:
    return name.partition("-")[0].casefold() in FIRST_NAMES


def _is_named_after(match: re.Match[str], text: str) -> bool:
    """Tell whether the name is that of a place, a body or a method."""
    shortened = match["surname"].isupper() and not match["first"].isupper()  # Emma AB
    return bool(
        shortened
        or _THING_INSIDE.search(match["surname"])
        or _NAMED_AFTER.match(text, match.end("whole"))
        or _TITLE.search(text, 0, match.start())
    )

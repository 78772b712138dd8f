"""What an address says that was written nearly right, by hand, by a form or by a mail program.

`kommun[]=Åmål`, `amp;kommun=amal`, `kommun=amal).` and what was encoded twice (`%25C3%25A5`) can
mean one thing only, and are read as it.
A name that is only nearly one that there is, is not read but asked about.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import unquote

from django.http import QueryDict
from django.utils.translation import gettext as _

from catalogue.engine.language.folding import canonical, fold

AROUND = " \t\r\n.,;:!?()<>[]\"'`”“’»«"  # what a sentence or a mail program puts about an address
MOST_NAMES, LONGEST_NAME = 10, 40  # strange ones that are looked at
FEWEST_LETTERS = 5  # shorter names are near too much
NEAR = 0.85  # of 1, as difflib counts: komun, kommuner
_LETTER = re.compile(r"%[cd][0-9a-f]%[89ab][0-9a-f]", re.IGNORECASE)  # å, ä, ö, é, а … encoded


def plain(value: str) -> str:
    """Return a value as the lists write theirs: bare small letters, hyphens between words."""
    return "-".join(fold(canonical(unquote(value).strip(AROUND))).split())


def spellings(value: str) -> Iterator[str]:
    """Yield what a value may be in the lists: "Åmåls kommun" is `amals-kommun`, or the place."""
    whole = plain(value)
    yield whole
    place = re.sub(r"-(kommun|stad)$", "", whole)
    if place != whole:
        yield from (place, place.removesuffix("s"))


def decoded(words: str) -> str:
    """Return words that were encoded twice as they were written; 50 % stays what it is."""
    return unquote(words) if _LETTER.search(words) else words


def pieces(values: Iterable[str]) -> Iterator[str]:
    """Yield the values, those written together with commas one by one."""
    return (piece.strip() for value in values for piece in value.split(","))


def well_named(address: QueryDict, known: Collection[str]) -> QueryDict:
    """Return the address with the names of its parameters as they are meant.

    What is rightly named comes last, and so decides where one value is asked for.
    """
    mended = QueryDict(mutable=True)
    for name in sorted(address, key=known.__contains__):
        meant = name if name in known else _plain_name(name)
        mended.setlist(meant, [*mended.getlist(meant), *address.getlist(name)])
    return mended


def near_names(address: QueryDict, known: tuple[str, ...]) -> list[str]:
    """Return a remark on each parameter that is nearly one of those that there are."""
    strange = [name for name in address if name not in known and len(name) <= LONGEST_NAME]
    nearest = {name: _nearest(name, known) for name in strange[:MOST_NAMES]}
    told = _("Vi känner inte igen ”%(name)s” i adressen. Menade du ”%(near)s”?")
    return [told % {"name": name, "near": near} for name, near in nearest.items() if near]


def _plain_name(name: str) -> str:
    return re.sub(r"\[[0-9]{0,3}\]$", "", unquote(name).strip().removeprefix("amp;")).casefold()


@lru_cache(maxsize=500)  # the same few stand in the addresses of newsletters: fbclid, utm_source
def _nearest(name: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=NEAR) if len(name) >= FEWEST_LETTERS else []
    return near[0] if near else ""

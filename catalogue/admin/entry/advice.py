"""Help with the wording of an entry: while it is written, and once more when it is saved."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalogue.engine.leading import Leading, leading_words
from catalogue.engine.vocabulary import Vocabulary
from catalogue.models import Intervention
from catalogue.plain_language.abbreviations import suggestion, unexplained
from catalogue.plain_language.named_persons import named_persons
from catalogue.plain_language.personal_numbers import find_personal_number
from catalogue.plain_language.readability import HARD, level, lix, long_sentences

# What a person reads who looks for something for themselves.
FOR_EVERYBODY = (
    "summary",
    "purpose",
    "content",
    "criteria",
    "exclusion",
    "referral",
    "evidence_needed",
    "cost",
    "income_note",
    "travel",
)
FOR_THE_SEARCH = ("name", "other_names")
WRITTEN = (*FOR_THE_SEARCH, *FOR_EVERYBODY)
MOST_SHOWN = 8
DUTY_OF_SCHOOLS = re.compile(r"aktivitetsansvar|\bKAA\b")


@dataclass(frozen=True)
class Advice:
    """What can be said of the texts of an entry."""

    length: int
    lix: int | None
    long_sentences: list[tuple[str, int]]
    abbreviations: list[str]
    persons: list[str]
    has_number: bool
    alone: bool
    """Whether nobody has looked for doubles yet, or for words that lead here."""
    doubles: list[Intervention]
    leading: list[Leading]

    longest = Intervention._meta.get_field("summary").max_length or 0

    @property
    def level(self) -> str:
        """Return how hard it is to read, in words."""
        return level(self.lix) if self.lix is not None else ""

    @property
    def is_hard(self) -> bool:
        """Tell whether the whole is hard to read."""
        return self.lix is not None and self.lix >= HARD

    @property
    def remarks(self) -> int:
        """Return how many things there are to look at."""
        simple = [self.length > self.longest, self.is_hard, self.has_number, bool(self.doubles)]
        found = len(self.long_sentences) + len(self.abbreviations) + len(self.persons)
        return sum(simple) + found


def look(
    texts: Mapping[str, str],
    doubles: list[Intervention] | None = None,
    vocabulary: Vocabulary | None = None,
) -> Advice:
    """Look at the texts of an entry, by the names of their fields; without doubles, alone."""
    read = "\n".join(texts.get(name, "") for name in FOR_EVERYBODY)
    everything = "\n".join(texts.get(name, "") for name in WRITTEN)
    return Advice(
        length=len(texts.get("summary", "").replace("\r\n", "\n").strip()),
        lix=lix(read),
        long_sentences=long_sentences(read),
        abbreviations=[suggestion(word) for word in unexplained(read)],
        persons=named_persons(everything),
        has_number=bool(find_personal_number(everything)),
        alone=doubles is None,
        doubles=doubles or [],
        leading=leading_words(everything, vocabulary) if vocabulary else [],
    )


def advise(request: HttpRequest, row: Intervention) -> None:
    """Tell what is hard to read, which abbreviations nobody has explained, what may be wrong."""
    texts = {name: getattr(row, name) for name in WRITTEN}
    advice = look(texts)
    if advice.is_hard:
        messages.warning(
            request,
            _(
                "Texten är %(level)s att läsa (LIX %(lix)s; sikta på högst %(most)s). "
                "Dela långa meningar, och byt långa ord mot korta."
            )
            % {"level": advice.level, "lix": advice.lix, "most": HARD - 1},
        )
    short = advice.abbreviations
    if short:
        shown = ", ".join(short[:MOST_SHOWN])
        if (more := len(short) - MOST_SHOWN) > 0:
            shown = _("%(names)s och %(more)s till") % {"names": shown, "more": more}
        told = _("Förkortningar som inte är utskrivna första gången: %(short)s.")
        messages.warning(request, told % {"short": shown})
    of_schools = DUTY_OF_SCHOOLS.search("\n".join(texts.values()))
    if of_schools and row.financing == row.Financing.ASSOCIATION:
        messages.warning(
            request,
            _(
                "Texten nämner aktivitetsansvaret. Det som skolan gör inom det får ett "
                "samordningsförbund inte betala. Kontrollera finansieringen."
            ),
        )

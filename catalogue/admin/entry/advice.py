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
from catalogue.plain_language.readability import EASY, HARD, level, lix, long_sentences

# What a person reads who looks for something for themselves. Texts of rows: the row, the text.
EASY_TEXTS = ("easy_summary", "easy_how")
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
    "income_amount",
    "travel",
    "follow_up_note",
    "notices.text",
    "routes.how",
    "routes.before",
    "routes.enclose",
    "routes.after",
)
FOR_OTHERS = (
    "name",
    "other_names",
    "decision_terms",
    "routes.units",
    "routes.cost",
    "contributions.what",
    "results.measured",
    "results.source",
)
WRITTEN = (*FOR_OTHERS, *FOR_EVERYBODY, *EASY_TEXTS)
_OF_A_ROW = re.compile(r"(\w+)-\d+-(\w+)")
MOST_SHOWN = 8
DUTY_OF_SCHOOLS = re.compile(r"aktivitetsansvar|\bKAA\b")


@dataclass(frozen=True)
class Advice:
    """What can be said of the texts of an entry."""

    length: int
    lix: int | None
    easy_lix: int | None
    """Of the easy text, which is measured by itself: it is written for others."""
    long_sentences: list[tuple[str, int]]
    abbreviations: list[str]
    persons: list[str]
    has_number: bool
    alone: bool
    """Whether nobody has looked for doubles yet, or for words that lead here."""
    doubles: list[Intervention]
    leading: list[Leading]

    longest = Intervention._meta.get_field("summary").max_length or 0
    easiest = EASY

    @property
    def level(self) -> str:
        """Return how hard it is to read, in words."""
        return level(self.lix) if self.lix is not None else ""

    @property
    def is_hard(self) -> bool:
        """Tell whether the whole is hard to read."""
        return self.lix is not None and self.lix >= HARD

    @property
    def is_not_easy(self) -> bool:
        """Tell whether the easy text is harder than easy texts are."""
        return self.easy_lix is not None and self.easy_lix > EASY

    @property
    def remarks(self) -> int:
        """Return how many things there are to look at."""
        too_much = [self.length > self.longest, self.is_hard, self.is_not_easy]
        simple = [*too_much, self.has_number, bool(self.doubles)]
        found = len(self.long_sentences) + len(self.abbreviations) + len(self.persons)
        return sum(simple) + found


def look(
    texts: Mapping[str, str],
    doubles: list[Intervention] | None = None,
    vocabulary: Vocabulary | None = None,
) -> Advice:
    """Look at the texts of an entry, by the names in its form; without doubles, alone."""
    plain, easy = _together(texts, FOR_EVERYBODY), _together(texts, EASY_TEXTS)
    read, everything = f"{plain}\n{easy}", _together(texts, WRITTEN)
    return Advice(
        length=len(texts.get("summary", "").replace("\r\n", "\n").strip()),
        lix=lix(plain),
        easy_lix=lix(easy),
        long_sentences=long_sentences(read),
        abbreviations=[suggestion(word) for word in unexplained(read)],
        persons=named_persons(everything),
        has_number=bool(find_personal_number(everything)),
        alone=doubles is None,
        doubles=doubles or [],
        leading=leading_words(everything, vocabulary) if vocabulary else [],
    )


def is_written(name: str) -> bool:
    """Tell whether a field of the form, or of a row in it, holds a text that is looked at."""
    return _kind_of(name) in WRITTEN


def _together(texts: Mapping[str, str], kinds: tuple[str, ...]) -> str:
    """Return the texts of some fields in the order of the fields."""
    found = [(kinds.index(_kind_of(name)), name) for name in texts if _kind_of(name) in kinds]
    return "\n".join(texts[name] for _at, name in sorted(found))


def _kind_of(name: str) -> str:
    """Return what a name in the form stands for: routes-3-how for routes.how."""
    row = _OF_A_ROW.fullmatch(name)
    return f"{row[1]}.{row[2]}" if row else name


def advise(request: HttpRequest, row: Intervention) -> None:
    """Tell what is hard to read, which abbreviations nobody has explained, what may be wrong."""
    texts = {name: getattr(row, name) for name in WRITTEN if "." not in name}
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
    if advice.is_not_easy:
        messages.warning(
            request,
            _("Den lätta texten har LIX %(lix)s; sikta på högst %(most)s.")
            % {"lix": advice.easy_lix, "most": EASY},
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

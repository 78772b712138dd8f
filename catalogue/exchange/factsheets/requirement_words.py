"""Read what a text demands of a person.

Only what a clause demands in so many words counts: what is missed stays not known, and nothing is
said to be free of it. A text that says that the demand is not there, or is only welcome, demands
nothing; nor does what stands in brackets, which is said of the one before them.
"""

import re
from collections.abc import Iterator

from catalogue.exchange.factsheets.phrases import NUMBER, sentences

_BRACKETS = re.compile(r"\([^)]*\)")
# What says that the words after it are not demanded, up to the end of the clause.
_WAIVER = re.compile(
    r"\b(?:ingen|inget|inga|inte|ej|utan|oavsett|varken|slipper|gärna|eventuell(?:t|a)?|helst|"
    r"med eller utan|frivilligt med)\b",
    re.IGNORECASE,
)
# What ends a waiver: "ingen remiss men samtycke", "inga krav utöver viljan att komma".
_BUT = re.compile(r"\b(?:men|däremot|dock|utöver|förutom|annat än|utom)\b", re.IGNORECASE)
# "Ingen remiss, diagnos eller utredning krävs": the waiver goes on over the commas.
_WAIVED_LIST = re.compile(
    r"\b(?:ingen|inget|inga|varken)\b[^.;]*?\b(?:krävs|behövs|fordras)\b", re.IGNORECASE
)
# What waives a whole clause, also the words before it: "remiss krävs inte", "är ett plus".
_WHOLLY_WAIVED = re.compile(
    r"\b(?:räcker|meriterande|är bra|underlättar|ett plus|(?:krävs|behövs|fordras) (?:inte|ej)|"
    r"(?:inte|ej|inget|inte något) (?:ett )?(?:krav\b(?! på)|nödvändig|tvång))",
    re.IGNORECASE,
)

_HOURS = rf"(?:{NUMBER}|ett par|några)\s*(?:timm\w*|tim\b|h\b|halvdag\w*|dagar|dag\b|förmiddag\w*)"

# slug, what demands it, and what looks like it but is something else.
_RULES: list[tuple[str, str, str]] = [
    ("sgi", r"\bSGI\b|sjukpenninggrundande", r"saknar|noll|brist på"),
    (
        "inskrivning-af",
        r"inskriv\w* (?:på|hos|vid|i|som) (?:AF\b|arbetsförmedling|arbetssökande)|"
        r"(?:anmäld|registrerad)\w* (?:på|hos|som) (?:AF\b|arbetsförmedling|arbetssökande)|"
        r"(?:beslut|anvisning) (?:av|från) (?:AF\b|arbetsförmedling)",
        r"oavsett om",
    ),
    (
        "lakarutlatande",
        r"läkar(?:utlåtande|intyg|bedömning)|sjukintyg|intyg från (?:läkare|vården)|"
        r"medicinskt? (?:underlag|utlåtande|bedömning|intyg)|"
        r"(?:vården|läkare) (?:bekräftar|intygar)",
        r"",
    ),
    ("remiss", r"\bremiss\b|\bremissblankett|\bvårdremiss|\bremitterad", r"utan ny remiss"),
    (
        "bistandsbeslut",
        r"biståndsbeslut|(?:ansökan|beslut|ansöka?) om bistånd|biståndsansökan|"
        r"beslut (?:enligt|om) (?:SoL|LSS|socialtjänstlagen)|LSS-beslut|biståndsbedöm",
        r"",
    ),
    (
        "arbetsformaga",
        r"arbetsförmåga|anställningsbar|jobbredo|\bkan (?:ta ett )?arbeta?\b|"
        r"arbetsmarknadens förfogande|"
        r"minst (?:halvtid|heltid|\d+ (?:procent|%))|(?:halvtid|heltid) krävs",
        r"(?:nedsatt|oklar|sänkt|begränsad|saknar|påverkar|påverkan på|osäker)\b[^.;]*"
        r"arbetsförmåga|"
        r"arbetsförmåga\w* (?:är )?(?:nedsatt|oklar|osäker|sänkt)",
    ),
    (
        "svenska",
        r"\bSFI\s?[A-D]\b|\b(?:kunna|läsa|skriva)(?: \w+){0,4} svenska|"
        r"\b(?:kan|förstå|förstår|tala|talar|klarar|behärskar|grundläggande|godkänd)"
        r"\w*(?: \w+){0,2} svenska|svenska (?:på|motsvarande|i tal)|svenska som andraspråk på",
        r"",
    ),
    (
        "drogfrihet",
        r"drogfri|\bnykter|fri från (?:droger|alkohol|missbruk)|"
        r"(?:inget|inte|ej|utan) (?:aktivt |pågående |ha |har )*(?:missbruk|beroende)|"
        r"(?:inte|ej) (?:\w+ ){1,4}(?:aktivt|pågående) (?:missbruk|beroende)",
        r"(?:utan|inget|inga) krav på (?:\w+ ){0,2}(?:drogfri|nykter)",
    ),
    (
        "diagnos",
        r"\bdiagnos",
        r"misstänkt|misstanke|tecken på|egen bedömning|liknande svårigheter|under utredning|"
        r"med eller utan|pågående utredning|diagnos behövs inte",
    ),
    ("samtycke", r"samtycke", r""),
    (
        "egen-vilja",
        r"\bvill (?:själv|arbeta|delta|förändra|börja|prova|studera|gå)|egen vilja|\bviljan?\b|"
        r"motivera[dt]|motivation|intresse (?:för|av)|intresserad|egen önskan|själv vill",
        r"eller vill|behöver inte vilja",
    ),
    (
        "grupp",
        r"(?:klara|kan|kunna|orka|fungera|delta|vistas)[^.;]{0,40}\bgrupp(?:en|\w*aktivitet\w*|\w*verksamhet\w*)?\b",
        r"behöver inte",
    ),
    (
        "resa",
        r"ta sig (?:själv )?(?:till|dit|hit)|tar sig (?:själv )?(?:till|dit|hit)|"
        r"resa (?:själv|till|dit|hit)|ta dig (?:själv )?(?:till|dit|hit)|"
        r"\b(?:kan|kunna) komma till\b|egen transport|egen bil|"
        r"\bB-?körkort|\bkörkort\b",
        r"",
    ),
    (
        "minsta-tid",
        rf"(?:minst|klarar?|orkar?|klara av)(?: \w+){{0,4}} {_HOURS}|"
        rf"{_HOURS} (?:per|i) veckan? krävs|"
        r"minst (?:halvtid|heltid)|(?:klara|orka|vara med på)\w* (?:\w+ )?arbetspass\b",
        r"\bmål\b|målet",
    ),
]
_COMPILED = [
    (slug, re.compile(demand, re.IGNORECASE), re.compile(other, re.IGNORECASE) if other else None)
    for slug, demand, other in _RULES
]


def read_required(text: str) -> set[str]:
    """Return the slugs of the requirements that the text demands in so many words."""
    return {slug for clause, waived in _clauses(text) for slug in _required(clause, waived)}


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    """Yield the clauses, each as its demanding part and its waived part."""
    for sentence in sentences(_BRACKETS.sub(" ", text)):
        listed = _WAIVED_LIST.search(sentence)
        rest = sentence
        if listed and not _BUT.search(listed[0]):
            rest = sentence[: listed.start()] + " . " + sentence[listed.end() :]
            yield "", listed[0]
        for clause in re.split(r",\s|\s[–—]\s|[.:()]", rest):
            for part in _split_at_but(clause):
                waiver = _WAIVER.search(part)
                cut = waiver.start() if waiver else len(part)
                if not _WHOLLY_WAIVED.search(part):
                    yield part[:cut], part[cut:]


def _split_at_but(clause: str) -> list[str]:
    return [part for part in _BUT.split(clause) if part.strip()]


def _required(clause: str, waived: str) -> Iterator[str]:
    for slug, demand, other in _COMPILED:
        whole = f"{clause}{waived}"
        if other and other.search(whole):
            continue
        # "Inget aktivt missbruk" demands by denying, so it is looked for in the whole clause.
        if demand.search(whole if slug == "drogfrihet" else clause):
            yield slug

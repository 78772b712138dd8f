"""Find abbreviations that a text uses before it has said what they stand for."""

import re

# What the parties' own abbreviations stand for, to suggest when one stands unexplained.
MEANINGS = {
    "ACT": "Assertive Community Treatment",
    "AF": "Arbetsförmedlingen",
    "AME": "arbetsmarknadsenheten",
    "APL": "arbetsplatsförlagt lärande",
    "ASF": "arbetsintegrerande socialt företag",
    "BUP": "barn- och ungdomspsykiatrin",
    "BVC": "barnavårdscentralen",
    "DBT": "dialektisk beteendeterapi",
    "ESF": "Europeiska socialfonden",
    "FK": "Försäkringskassan",
    "HVB": "hem för vård eller boende",
    "IFO": "individ- och familjeomsorgen",
    "IPS": "Individual Placement and Support",
    "JOB": "jobb- och utvecklingsgarantin",
    "KAA": "kommunens aktivitetsansvar",
    "KBT": "kognitiv beteendeterapi",
    "LSS": "lagen om stöd och service till vissa funktionshindrade",
    "LVM": "lagen om vård av missbrukare",
    "LVU": "lagen med särskilda bestämmelser om vård av unga",
    "MI": "motiverande samtal",
    "NPF": "neuropsykiatrisk funktionsnedsättning",
    "OSL": "offentlighets- och sekretesslagen",
    "PTSD": "posttraumatiskt stressyndrom",
    "SE": "Supported Employment",
    "SFI": "svenska för invandrare",
    "SGI": "sjukpenninggrundande inkomst",
    "SIP": "samordnad individuell plan",
    "SoL": "socialtjänstlagen",
    "SUS": "förbundens tidigare uppföljningssystem",
    "VGR": "Västra Götalandsregionen",
    "YH": "yrkeshögskola",
    "ÖPT": "öppen psykiatrisk tvångsvård",
}
# Words by now; nobody needs them explained.
_ORDINARY = {
    "AB",
    "CV",
    "DVD",
    "EU",
    "FN",
    "GPS",
    "ID",
    "IT",
    "OK",
    "PC",
    "PDF",
    "SMS",
    "TV",
    "USB",
}
_SHORT = re.compile(r"(?<![\w-])(?:[A-ZÅÄÖ]{2,6}|[A-ZÅÄÖ][a-zåäö][A-ZÅÄÖ])(?:s|:s)?(?![\w])")
_ENDING = re.compile(r":?s$")
_ROMAN = re.compile(r"^[IVX]+$")
_SHOUTED = 3  # so many in a row are a heading in capitals


def unexplained(text: str) -> list[str]:
    """Return each abbreviation once, in the order of the text, unless the text explains it.

    "sjukpenninggrundande inkomst (SGI)", "SGI (sjukpenninggrundande inkomst)" and the words
    themselves anywhere in the text explain SGI.
    """
    found: dict[str, None] = {}
    for line in text.splitlines():
        if not _is_shouted(line):
            found.update({_ENDING.sub("", short): None for short in _SHORT.findall(line)})
    return [short for short in found if not _is_known(short) and not _is_explained(short, text)]


def suggestion(short: str) -> str:
    """Return how to write it the first time: Arbetsförmedlingen (AF)."""
    return f"{MEANINGS[short]} ({short})" if short in MEANINGS else short


def _is_shouted(line: str) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", line)
    return len(words) >= _SHOUTED and all(word.isupper() for word in words)


def _is_known(short: str) -> bool:
    return short in _ORDINARY or bool(_ROMAN.match(short))


def _is_explained(short: str, text: str) -> bool:
    bracketed = re.search(
        rf"\w\s*\({re.escape(short)}\)|\b{re.escape(short)}\s*\([^)]{{4,}}\)", text
    )
    meaning = MEANINGS.get(short)
    return bool(bracketed) or bool(meaning and meaning.casefold() in text.casefold())

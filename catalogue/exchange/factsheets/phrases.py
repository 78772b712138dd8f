"""How fact sheets write: blanks, sentences, clauses and numbers in words."""

import re

NUMBERS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8,
    "nio": 9, "tio": 10, "elva": 11, "tolv": 12, "fjorton": 14, "femton": 15, "sexton": 16,
    "arton": 18, "tjugo": 20, "trettio": 30, "fyrtio": 40,
}  # fmt: skip
NUMBER = rf"(?:\d{{1,4}}(?:[,.]\d)?|\b(?:{'|'.join(NUMBERS)})\b)"
RANGE = rf"({NUMBER})(?:\s*(?:–|-|—|till|eller|och)\s*({NUMBER}))?"

_BLANKS = {"", "-", "–", "—"}
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9”\"])|\s*;\s*|\n+")


def tidy(text: str) -> str:
    """Return the text without surplus white space; a lone dash is nothing."""
    lines = (re.sub(r"[ \t\r\f\v\u00a0]+", " ", line).strip() for line in text.split("\n"))
    whole = "\n".join(lines).strip()
    return "" if whole in _BLANKS else whole


def sentences(text: str) -> list[str]:
    """Split at full stops, semicolons and line breaks."""
    return [part.strip() for part in _SENTENCE_ENDS.split(text) if part.strip()]


def number(text: str) -> float:
    """Return the value of something that `NUMBER` matched."""
    word = text.casefold()
    return float(NUMBERS[word]) if word in NUMBERS else float(word.replace(",", "."))


def shorten(text: str, longest: int) -> str:
    """Cut at the last sentence that fits, or else at the last word."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    fitting = ""
    for sentence in re.split(r"(?<=[.!?])\s+", line):
        longer = f"{fitting} {sentence}".strip()
        if len(longer) > longest:
            break
        fitting = longer
    return fitting or line[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-")[: longest - 1] + "…"

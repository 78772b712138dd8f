"""Letters that look the same, and signs that nobody sees."""

import unicodedata


def visible(text: str) -> str:
    """Return the text with composed letters and single blanks, without what cannot be seen."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(c for c in composed if unicodedata.category(c) != "Cf").split())


def alike(text: str) -> str:
    """Return what texts have in common that a person takes for the same word."""
    return visible(unicodedata.normalize("NFKC", visible(text)).casefold())

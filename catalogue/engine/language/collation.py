"""The order of the Swedish alphabet."""

import unicodedata

# å ä ö follow z, and their Nordic cousins stand with them, as in a Swedish dictionary.
_AFTER_Z = str.maketrans(
    {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y", "ð": "d", "þ": "t"}
)


def collation_key(text: str) -> tuple[str, str]:
    """Return what `text` sorts by: first its letters alone, then its exact spelling."""
    letters = unicodedata.normalize("NFC", text).casefold().translate(_AFTER_Z)
    bare = "".join(c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))
    return bare, text

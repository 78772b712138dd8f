"""Bring spellings together: one canonical form for indexing, one bare form for careless typing."""

import re
import unicodedata

PLAIN = re.compile(r"[a-zåäö0-9+-]*", re.ASCII)
TO_SWEDISH = str.maketrans({"ø": "ö", "æ": "ä", "ł": "l", "đ": "d", "ı": "i", "œ": "ö"})
KEPT = str.maketrans("åäö", "\ue001\ue002\ue003")
RESTORED = str.maketrans("\ue001\ue002\ue003", "åäö")
BARE = str.maketrans("åäö", "aao")


def canonical(word: str) -> str:
    """Return the spelling in the index: lower case, å ä ö kept, other marks gone (é→e, ü→u)."""
    if PLAIN.fullmatch(word):
        return word
    word = unicodedata.normalize("NFKC", word).casefold().translate(TO_SWEDISH).translate(KEPT)
    decomposed = unicodedata.normalize("NFD", word)
    kept = (c for c in decomposed if unicodedata.category(c) not in {"Mn", "Cf"})
    return unicodedata.normalize("NFC", "".join(kept)).translate(RESTORED)


def fold(word: str) -> str:
    """Return a canonical word without its å, ä and ö, as typed on a foreign keyboard."""
    return word.translate(BARE)

"""Read how people meet in an intervention: one to one, in a group, at a distance, at home."""

import re

_SAID_BY_TYPE = {"gruppverksamhet": "grupp", "uppsökande": "uppsokande"}
_BY_TYPE = {
    **_SAID_BY_TYPE,
    "coachning": "enskilt",
    "rådgivning": "enskilt",
    "vägledning": "enskilt",
}
_BY_WORDS = {
    "enskilt": (
        r"\b(?:enskil[dt]|enskilda|individuell\w*) "
        r"(?:samtal|coachning|stöd|handledning|möten|träffar|vägledning|undervisning|behandling)"
    ),
    "grupp": (
        r"\b(?:i|i liten|i mindre|och|eller) grupp(?:er)?\b(?! av)|\bgrupp(?:er)? (?:med|om)\b|"
        r"\bgrupp(?:träff|samtal|moment|aktivitet|program|behandling|verksamhet)\w*|"
        r"\b(?:samtals|video|anhörig|promenad|kvinno|mans|föräldra|själv?hjälps|stöd|studie)grupp\w*"
    ),
    "digitalt": (
        r"\bchatt\w*|\bvideo(?!vägg)\w*|\bonline\b|\bdigital[at]? (?:möten?|träff\w*|vägledning|"
        r"samtal|\w*kurs\w*|grupp\w*)|\beller digitalt\b|\bwebbaserad\w*|\beller (?:på )?distans\b|"
        r"\b(?:möten?|träffar|samtal|undervisning|besök|kursen) (?:ges )?på distans\b"
    ),
    "uppsokande": (
        r"\buppsökande\b|\bhembesök\w*|\bsöker upp\b|\bkommer hem\b|\bbesök(?:er)? hemma\b|"
        r"\bhemma hos (?:dig|personen|deltagaren)"
    ),
}


def read_forms(types: list[str], words: str) -> set[str]:
    """Return the slugs of the forms that the types and the describing words tell of."""
    by_type = {_BY_TYPE[name.casefold()] for name in types if name.casefold() in _BY_TYPE}
    by_words = {slug for slug, word in _BY_WORDS.items() if re.search(word, words, re.IGNORECASE)}
    return by_type | by_words


def stated_forms(types: list[str]) -> set[str]:
    """Return the slugs of the forms that a type is by its very name."""
    return {_SAID_BY_TYPE[name.casefold()] for name in types if name.casefold() in _SAID_BY_TYPE}

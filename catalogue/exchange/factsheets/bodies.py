"""Say what sort of body a name stands for."""

import re
from dataclasses import dataclass

from catalogue.models import Organisation

Kind = Organisation.Kind

LONGEST_NAME = 200


@dataclass(frozen=True)
class Body:
    """An organisation as a text names it, before it has a row."""

    name: str
    kind: Organisation.Kind
    municipality: str = ""
    """The code of the kommun, where the body is one."""
    parent: "Body | None" = None

    def unit(self, name: str) -> "Body":
        """Return a unit of this body; the whole name keeps it apart from its namesakes."""
        return Body(f"{self.name}, {name}"[:LONGEST_NAME], self.kind, "", self)

    @property
    def top(self) -> "Body":
        """Return the body that the unit belongs to, or the body itself."""
        return self.parent.top if self.parent else self

    @property
    def may_have_units(self) -> bool:
        """Tell whether words after its name may be one of its units."""
        return self.kind in {Kind.MUNICIPALITY, Kind.REGION, Kind.AGENCY}


# What in a name tells the sort of body, most telling first.
_WORDS: dict[Organisation.Kind, str] = {
    Kind.ASSOCIATION: r"samordningsförbund",
    Kind.COOPERATION: (
        r"^samverkan|^samarbete|i samverkan$|i samarbete$|gemensamt$|samarbete mellan|"
        r"samverkansprojekt|"
        r"\w+kommunerna\b"
    ),
    Kind.WORK_INTEGRATION: r"arbetsintegrerande|social(?:t|a) företag|kooperativ|\bASF\b",
    Kind.FOLK_HIGH_SCHOOL: (
        r"folkhögskol|studieförbund|\bABF\b|studiefrämjandet|\bsensus\b|vuxenskolan|medborgarskolan"
    ),
    Kind.CIVIL: (
        r"förening|stiftelse|röda korset|rädda barnen|stadsmission|kyrka|församling|fontänhus|"
        r"kvinnojour|tjejjour|brottsofferjour|\battention\b|\bRSMH\b|verdandi|hela människan|"
        r"frälsningsarmén|\bIOGT|\bideell|\bKRIS\b"
    ),
    Kind.COMPANY: r"\bAB\b|aktiebolag|leverantör|utbildare|företag|bolag|samhall|konsult",
    Kind.AGENCY: (
        r"frivården|kriminalvården|migrationsverket|skatteverket|kronofogden|länsstyrelsen|\bSiS\b"
    ),
}
_KINDS = [(kind, re.compile(words, re.IGNORECASE)) for kind, words in _WORDS.items()]
_COMMON_NOUN = re.compile(
    r"\b(?:leverantör(?:er)?|utbildare|folkhögskol(?:a|or)|kooperativ|företag|gård(?:ar)?|"
    r"förening(?:ar)?|arbetsgivare|kommun(?:en|er|erna)?|region(?:en)?|aktörer|staden|landsting)\b",
    re.IGNORECASE,
)


def kind_of(name: str) -> Organisation.Kind | None:
    """Return the sort of body that the name tells of."""
    return next((kind for kind, words in _KINDS if words.search(name)), None)


def is_common(name: str) -> bool:
    """Tell whether the name says what it is rather than which: "kooperativ", "en gård"."""
    proper = any(word[:1].isupper() for word in name.split()[1:])
    return bool(_COMMON_NOUN.search(name)) and not proper

"""What the fields of a document weigh. Names not declared here count as `other`."""

from typing import NamedTuple

K1 = 1.2  # how soon repetition stops counting; applied after the fields are summed (BM25F)
PART_FREQUENCY = 0.45  # what a word inside a compound counts beside one that stands alone


class Field(NamedTuple):
    """One field's part in the score."""

    weight: float
    b: float  # how much length counts: 0 not at all, 1 fully
    usual: int  # the length, in content words, that neither gains nor loses
    slot: str  # the name under which reasons report it; at most eight different
    shown: bool = True  # False: found, but never repeated to the visitor
    told: float = 0.0  # how much each of its sentences tells of what the entry is about


# Usual lengths are declared rather than averaged, so that a document's impacts never depend on
# its neighbours: an index after any edits equals one built from scratch.
FIELDS = {
    "name": Field(6.0, 0.3, 4, "name", told=2.0),
    "other_names": Field(5.0, 0.1, 4, "name", told=1.0),
    "summary": Field(2.5, 0.4, 9, "summary", told=1.0),
    "purpose": Field(2.5, 0.4, 9, "summary", told=1.0),
    "content": Field(1.0, 0.5, 30, "content", told=1.0),
    "easy": Field(1.0, 0.5, 30, "content", told=1.0),
    "need_groups": Field(2.2, 0.0, 4, "need_groups", told=1.0),
    "search_words": Field(2.2, 0.0, 4, "need_groups", shown=False),
    "organisation": Field(2.5, 0.2, 5, "organisation"),
    "contacts": Field(0.7, 0.5, 20, "organisation"),  # a part there: not the whole entry
    "places": Field(2.5, 0.4, 3, "places"),
    "type": Field(2.0, 0.0, 1, "type", told=1.0),
    "audience": Field(0.7, 0.5, 20, "other", told=0.5),
}
OTHER = Field(0.7, 0.5, 20, "other")
SLOTS = ("name", "summary", "need_groups", "type", "organisation", "places", "content", "other")
SLOT_BITS = {slot: 1 << number for number, slot in enumerate(SLOTS)}
WHOLE = 1 << len(SLOTS)  # the term stands somewhere as a word of its own, not only as a part
# What an entry is about, said in few words: here two words belong together across fields.
HEAD = WHOLE << 1
SHOWN = HEAD << 1  # the term stands somewhere where visitors may read it
HEAD_SLOTS = sum(SLOT_BITS[slot] for slot in ("name", "summary", "need_groups", "type"))
TOGETHER = (WHOLE - 1) | HEAD  # two terms with one of these in common stand together


def signature() -> str:
    """Return a text that changes with any declared number."""
    return repr((K1, PART_FREQUENCY, FIELDS, OTHER, SLOTS))

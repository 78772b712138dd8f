"""Read a file of fact sheets: bytes in, raw records and problems out, never a traceback."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from catalogue.exchange.accidents import accident
from catalogue.exchange.sources import folded_number
from catalogue.models.named_persons import refuse_named_persons
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.plain_language.personal_numbers import find_personal_number


@dataclass(frozen=True)
class Finding:
    """Something to tell about a record: a problem that stops the file, or a warning."""

    position: int
    """The record's place in the file, from 1; 0 for the file as a whole."""
    name: str
    field: str
    reason: str

    def __str__(self) -> str:
        place = f"Post {self.position}" if self.position else "Filen"
        title = f" ({self.name})" if self.name else ""
        about = f", fältet {self.field}" if self.field else ""
        return f"{place}{title}{about}: {self.reason}"


@dataclass(frozen=True)
class Record:
    """One fact sheet as it stands in the file, with every field of the right type."""

    position: int
    fields: dict[str, Any]

    @property
    def name(self) -> str:
        """Return what the fact sheet calls its intervention."""
        return str(self.fields["name"])

    def finding(self, field: str, reason: str) -> Finding:
        """Return something to tell about one field of this record."""
        return Finding(self.position, self.name, field, reason)


# The longest text that each field may hold; the columns of the database set the shorter ones.
TEXTS = {
    "region": 100,
    "name": 200,
    "organisation": 300,
    "summary": 200,
    "purpose": 20_000,
    "content": 20_000,
    "referral": 20_000,
    "criteria": 20_000,
    "exclusion": 20_000,
    "duration": 200,
    "extent": 200,
    "cost": 300,
    "income_support": 300,
    "intake": 200,
    "contact": 160,
    "financing": 100,
    "access": 100,
    "status": 100,
    "note": 20_000,
}
LISTS = {"kommuner": 80, "behovsgrupper": 120, "languages": 120, "leads_to": 200}
OPTIONAL = {"summary", "note", "basis", "illustrative"}
FIELDS = [*TEXTS, *LISTS, "id", "step", "type", "basis", "illustrative"]
BASIS_TEXTS = {"kind": 200, "title": 300, "scope": 200}
LONGEST_LIST = 400
_KIND_NAMES: list[tuple[type, str]] = [
    (bool, "sant eller falskt"),
    (str, "text"),
    (list, "en lista"),
    (dict, "ett objekt"),
    (int, "ett tal"),
    (float, "ett tal"),
]


def read(path: Path) -> tuple[list[Record], list[Finding]]:
    """Return the file's well-formed records and everything that is wrong with the others."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        content = json.loads(text, object_pairs_hook=as_fields)
    except OSError as error:
        return [], [_about_file(f"kan inte läsas: {error.strerror or error}.")]
    except UnicodeDecodeError as error:
        return [], [_about_file(f"är inte UTF-8: byte {error.start + 1} går inte att läsa.")]
    except json.JSONDecodeError as error:
        place = f"rad {error.lineno}, tecken {error.colno}"
        return [], [_about_file(f"är inte giltig JSON ({place}).")]
    except RecursionError:
        return [], [_about_file("är nästlad för djupt för att läsas.")]
    except ValueError:
        return [], [_about_file("innehåller ett tal som är för långt.")]
    if not isinstance(content, list):
        return [], [_about_file("ska vara en JSON-lista med poster.")]
    if not content:
        return [], [_about_file("innehåller inga poster.")]
    return _read_records(content)


def _read_records(content: list[Any]) -> tuple[list[Record], list[Finding]]:
    records, problems = [], []
    for position, fields in enumerate(content, start=1):
        name = fields.get("name", "") if isinstance(fields, dict) else ""
        title = _printable(name) if isinstance(name, str) else ""
        if find_personal_number(title):
            title = ""  # reports are kept, too
        faults = list(_faults(fields))
        problems += [Finding(position, title, field, reason) for field, reason in faults]
        if not faults:
            records.append(Record(position, fields))
    counts = Counter(folded_number(str(record.fields["id"])) for record in records)
    problems += [
        record.finding("id", f"numret {record.fields['id']} finns på flera poster.")
        for record in records
        if counts[folded_number(str(record.fields["id"]))] > 1
    ]
    return records, problems


class Fields(dict[str, Any]):
    """A JSON object that remembers which of its names were written twice."""

    repeated: list[str]


def as_fields(pairs: list[tuple[str, Any]]) -> Fields:
    """Return a JSON object, for `json.loads` to make objects by."""
    fields = Fields(pairs)
    fields.repeated = [name for name, count in Counter(n for n, _ in pairs).items() if count > 1]
    return fields


def _faults(fields: Any) -> Iterator[tuple[str, str]]:
    """Yield each field of a raw record that is not as it should be, and why."""
    if not isinstance(fields, Fields):
        yield "", f"ska vara ett objekt med fält men är {_kind(fields)}."
        return
    for name in fields.repeated:
        yield _printable(name), "står två gånger."
    for name in fields:
        if name not in FIELDS:
            yield _printable(name), "är okänt."
    for name in FIELDS:
        if name in fields:
            reason = _fault(name, fields[name])
            if reason:
                yield name, reason
        elif name not in OPTIONAL:
            yield name, "saknas."


def _fault(name: str, value: Any) -> str:
    """Return what is wrong with one field, or an empty string."""
    return _shape_fault(name, value) or _person_fault(name, value)


def _person_fault(name: str, value: Any) -> str:
    """Refuse what points out a person, as the pages of the desk do."""
    for text in _texts(value):
        try:
            refuse_personal_numbers(text)
            if name in TEXTS and name != "organisation":  # what others are called is theirs to say
                refuse_named_persons(text)
        except ValidationError as refusal:
            return " ".join(refusal.messages)
    return ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _shape_fault(name: str, value: Any) -> str:
    if name in TEXTS:
        return _text_fault(value, TEXTS[name], required=name == "name")
    if name in LISTS:
        return _list_fault(value, LISTS[name])
    if name == "id":
        if isinstance(value, int) and not isinstance(value, bool):
            return "" if value.bit_length() < 300 else "är för långt."
        return _text_fault(value, 100, required=True)
    if name == "step":
        right = value is None or (type(value) is int and 1 <= value <= 5)
        return "" if right else "ska vara ett heltal 1–5 eller null."
    if name == "type":
        return _list_fault(value if isinstance(value, list) else [value], 200)
    if name == "illustrative":
        return "" if isinstance(value, bool) else f"ska vara true eller false, är {_kind(value)}."
    return _basis_fault(value)


def _text_fault(value: Any, longest: int, *, required: bool = False) -> str:
    if not isinstance(value, str):
        return f"ska vara text men är {_kind(value)}."
    if "\x00" in value:
        return "innehåller tecknet NUL."
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\r\t" for c in value):
        return "innehåller ett tecken som inte går att visa."
    if len(value) > longest:
        return f"är {len(value)} tecken; högst {longest} får plats."
    if spoilt := accident(value):
        return spoilt
    return "får inte vara tomt." if required and not value.strip() else ""


def _list_fault(value: Any, longest: int) -> str:
    if not isinstance(value, list):
        return f"ska vara en lista men är {_kind(value)}."
    if len(value) > LONGEST_LIST:
        return f"har {len(value)} värden; högst {LONGEST_LIST} får plats."
    faults = (_text_fault(part, longest, required=True) for part in value)
    return next((f"ett av värdena {fault}" for fault in faults if fault), "")


def _basis_fault(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, Fields):
        return f"ska vara ett objekt men är {_kind(value)}."
    for name, part in value.items():
        if name == "documented_fields":
            fault = _list_fault(part, 60)
        elif name in BASIS_TEXTS:
            fault = _text_fault(part, BASIS_TEXTS[name])
        else:
            fault = "är okänt."
        if fault:
            return f"{_printable(name)} {fault}"
    return ""


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    for kind, name in _KIND_NAMES:
        if isinstance(value, kind):
            return name
    return "något annat"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)[:80]


def _about_file(reason: str) -> Finding:
    return Finding(0, "", "", reason)

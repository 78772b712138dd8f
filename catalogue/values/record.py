"""The one shape of an entry outside the catalogue, and a seal that tells what has changed since."""

import base64
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.signing import BadSignature, Signer

from catalogue.models import Intervention
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.values.differing import DIGEST, digest
from catalogue.values.fields import COLUMNS, FIELDS, Column

Record = dict[str, Any]
SEAL = "seal"
_CHUNK = 250


def record(row: Intervention, *, staff: bool = False) -> Record:
    """Return everything about an entry that may leave the catalogue.

    The row should come from `with_exchange_relations`. For `staff` it holds their own fields as
    well, and a seal by which an import knows which fields the file has changed.
    """
    values = {name: column.read(row) for name, column in columns(staff=staff).items()}
    head = {"id": row.pk, "source": row.source, "source_id": row.source_id}
    tail = {
        "basis": row.basis,
        "documented_fields": row.documented_fields,
        "published_at": row.published_at.isoformat() if row.published_at else None,
        "changed_at": row.changed_at.isoformat(),
    }
    return head | values | tail | ({SEAL: seal(row.pk, values)} if staff else {})


def records(rows: InterventionQuerySet, *, staff: bool = False) -> Iterator[Record]:
    """Yield the records of many entries, in their order, a few hundred at a time."""
    for row in rows.with_exchange_relations().iterator(chunk_size=_CHUNK):
        yield record(row, staff=staff)


def values(row: Intervention) -> Record:
    """Return the lasting values of all columns."""
    return {name: column.read(row) for name, column in COLUMNS.items()}


def read(row: Intervention) -> Record:
    """Return the lasting values of all fields: the columns, and what comes before."""
    return {name: field.read(row) for name, field in FIELDS.items()}


def fresh(number: int) -> Intervention:
    """Return the entry as it stands in the database, with all that its values are read from."""
    row: Intervention = Intervention.objects.with_exchange_relations().get(pk=number)
    return row


def columns(*, staff: bool) -> dict[str, Column]:
    """Return the columns that the public, or staff, may see."""
    return {name: column for name, column in COLUMNS.items() if staff or not column.staff}


def seal(number: int, values: Mapping[str, Any]) -> str:
    """Return the digests of all columns, signed together with the number of the entry.

    It holds no secret. That it was made here, for this number, is what the site's key proves.
    """
    told = f"{_VERSION}.{_COLUMN_MARK}" + "".join(digest(name, values[name]) for name in COLUMNS)
    return _signer().sign(f"{number}.{told}").removeprefix(f"{number}.")


def is_sealed(text: str, number: int) -> bool:
    """Tell whether the catalogue itself has written the seal for the entry with the number."""
    try:
        _signer().unsign(f"{number}.{text.strip()}")
    except BadSignature:
        return False
    return True


def read_seal(text: str, number: int) -> dict[str, str]:
    """Return the digest of each column when the entry was exported; empty for a broken seal.

    It is empty, too, for one from before a column was added, though the number is still proved.
    """
    version, _, told = text.strip().rpartition(".")[0].partition(".")
    mark, digests = told[:DIGEST], told[DIGEST:]
    whole = mark == _COLUMN_MARK and len(digests) == DIGEST * len(COLUMNS)
    if version != _VERSION or not whole or not is_sealed(text, number):
        return {}
    return {name: digests[DIGEST * at :][:DIGEST] for at, name in enumerate(COLUMNS)}


def _signer() -> Signer:
    return Signer(sep=".", salt="catalogue.exchange.seal")


_VERSION = "v2"
_COLUMN_MARK = base64.b64encode(zlib.crc32(",".join(COLUMNS).encode()).to_bytes(4, "big"))[
    :DIGEST
].decode()

"""Each promise of the README is kept at the address that it names."""

import html
import re
from pathlib import Path
from urllib.parse import quote

import pytest

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([^|]+) \| `(/[^`]*)` \| ([^|]+) \|$", re.MULTILINE)
PROMISES = ROW.findall(README)


def words(page: str) -> str:
    """Return what a page says, without its marks."""
    shown = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def test_there_are_promises():
    assert len(PROMISES) >= 20


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "found"),
    [pytest.param(address, found, id=promise) for promise, address, found in PROMISES],
)
def test_is_kept(client, whole_demo, address, found):
    response = client.get(quote(address, safe="/?&=+%"), follow=True)

    assert response.status_code == 200
    assert found in words(response.text)

"""Gather the texts of the desk: what editors read, and the letters to them.

They stand apart from the texts of the pages (tools/texts.py), and no language has to have them.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
# Where texts are the desk's; what visitors read in these rooms too is named in PAGES.
ROOMS = (
    "admin/**.py",
    "apps.py",
    "changes/**.py",
    "exchange/**.py",
    "models/**.py",
    "signin/**.py",
    "upkeep/**.py",
    "values/**.py",
)
PAGES = ("catalogue/models/personal_numbers.py", "catalogue/upkeep/message_form.py")
WORDS = "catalogue/models/"  # the words of the rows have a context: catalogue/models/marked.py
CONTEXT = "desk"
ONE, SEVERAL = ("_", "gettext", "gettext_lazy", "gettext_noop"), ("ngettext", "ngettext_lazy")
_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(?:_|gettext|ngettext)\(({_STRING})(?:, ({_STRING}))?")
Text = str | tuple[str, ...]


def patterns() -> list[str]:
    """Return where the rooms are, from the top of the tree."""
    return [f"catalogue/{room}" for room in ROOMS]


def gather() -> Iterator[tuple[str, Text]]:
    """Yield every text of the desk, with the file that it stands in."""
    found = extract_from_dir(
        ROOT / "catalogue",
        method_map=[
            *((path.removeprefix("catalogue/"), "ignore") for path in PAGES),
            *((room, "python") for room in ROOMS),
        ],
        keywords={**dict.fromkeys(ONE), **dict.fromkeys(SEVERAL, (1, 2))},
    )
    for file, _line, text, _comments, _context in found:
        yield f"catalogue/{file}", text
    for path in sorted((ROOT / "templates" / "staff").rglob("*.*")):
        for text in of_template(path.read_text()):
            yield str(path.relative_to(ROOT)), text


def of_template(source: str) -> Iterator[Text]:
    """Yield the texts of a template of Django's: one, or its singular and plural."""
    for one, several in _CALL.findall(templatize(source)):
        texts = [ast.literal_eval(text) for text in (one, several) if text]
        yield texts[0] if len(texts) == 1 else tuple(texts)


def add(catalogue: Catalog, old: Catalog) -> None:
    """Fill a language's catalogue with the texts of the desk, and the translations it has."""
    for where, text in sorted(set(gather()), key=lambda found: (found[0], str(found[1]))):
        context = CONTEXT if where.startswith(WORDS) else None
        kept = old.get(text if isinstance(text, str) else text[0], context)
        catalogue.add(text, string=kept.string if kept else None, locations=[(where, None)],
                      context=context)  # fmt: skip

"""Gather the texts of the site for its translators, and compile what they have written.

    python tools/texts.py             bring locale/*/LC_MESSAGES/django.po and .mo up to date
    python tools/texts.py --check     fail if they are not, or if a text lacks its translation
    python tools/texts.py --desk fi   write or bring up to date the texts of the desk in a language

No gettext is needed. English has every text; the other languages have those of the pages that
catalogue/languages.py offers in them, and the words of the lists in fixtures/terms.json. The texts
of the desk are written down for the languages that somebody asks for, and may lack translations.
"""

import datetime
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import desk
import django
from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LOCALES = {
    "en": "en",
    "sv_Simple": "sv",
    "ar": "ar",
    "fi": "fi",
    "so": "so",
    "uk": "uk",
    "pl": "pl",
    "fa_AF": "fa_AF",
    "ti": "ti",
}
COMPLETE = {"en"}
BEGUN = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
# The languages that have the start page alone, and what that is made of.
BEGINNINGS = {"pl", "fa_AF", "ti"}
START = (
    "templates/public/400.html",
    "templates/public/404.html",
    "templates/public/500.html",
    "templates/public/503.html",
    "templates/public/_frame.html",
    "templates/public/base.html",
    "templates/public/home.html",
    "catalogue/languages.py",
    "catalogue/search/extent.py",
)
# What only the pages are made of that no other language than English has.
ENGLISH_ONLY = (
    "templates/public/about.html",
    "templates/public/accessibility_statement.html",
    "templates/public/privacy.html",
    "templates/public/still_true.html",
    "templates/public/suggestion_",
    "catalogue/models/personal_numbers.py",
    "catalogue/upkeep/",
    "catalogue/views/still_true.py",
    "catalogue/views/suggestions.py",
    "catalogue/models: AccessibilityStatement",
)
# What stands in the lists and is shown to visitors, and the fields that hold it.
LISTS = {
    "steps": ("name", "meaning"),
    "types": ("name",),
    "forms": ("name",),
    "requirements": ("name", "without", "lacking", "spared", "topic"),
    "income_supports": ("name", "explanation"),
    "languages": ("name",),
    "need_groups": ("name", "entrance", "description", "heading"),
}
CHOICES = (
    ("Intervention", ("Access", "Status", "Financing", "Scope", "Cost", "Start", "CheckIn")),
    ("ReferralRoute", ("Sender",)),
    ("Organisation", ("Kind",)),
    ("AccessibilityStatement", ("Conformance",)),
)
Found = tuple[str, str | tuple[str, ...]]  # where, and the text or its singular and plural


def gather() -> Iterator[Found]:
    """Yield every text that is shown, with the file that it stands in."""
    keywords = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "in_danger"))
    keywords["ngettext"] = (1, 2)
    found = extract_from_dir(
        ROOT,
        method_map=[*((path, "python") for path in desk.PAGES),
                    *((pattern, "ignore") for pattern in desk.patterns()),
                    ("catalogue/**.py", "python"),
                    ("templates/public/**.html", "jinja2"), ("templates/public/**.xml", "jinja2")],
        options_map={"**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}},
        keywords=keywords,
        directory_filter=lambda path: Path(path).relative_to(ROOT).parts[:1]
        in {(), ("catalogue",), ("templates",)},
    )  # fmt: skip
    for file, _line, text, _comments, _context in found:
        yield file, text
    yield from _lists()
    yield from _choices()


def _lists() -> Iterator[Found]:
    terms = json.loads((ROOT / "fixtures" / "terms.json").read_text())
    for name, fields in LISTS.items():
        for row in terms[name]:
            for field in fields:
                if row.get(field):
                    text = row[field]
                    begun = text[:1].upper() + text[1:] if field == "name" else text
                    yield "fixtures/terms.json", begun


def _choices() -> Iterator[Found]:
    from catalogue import models

    for model, names in CHOICES:
        for name in names:
            for label in getattr(getattr(models, model), name).labels:
                yield f"catalogue/models: {model}.{name}", str(label)


def catalogue_of(folder: str, texts: list[Found]) -> Catalog:
    """Return a language's catalogue: every text that it needs, with the translation it has."""
    path = po_path(folder)
    old = read_po(path.open("rb"), Locale.parse(LOCALES[folder])) if path.is_file() else Catalog()
    new = _empty(LOCALES[folder])
    for where, text in texts:
        if _needs(folder, where):
            kept = old.get(text if isinstance(text, str) else text[0])
            new.add(text, string=kept.string if kept else None, locations=[(where, None)])
    return new


def _needs(folder: str, where: str) -> bool:
    if folder in BEGINNINGS:
        return where.startswith(START)
    return folder in COMPLETE or not where.startswith(ENGLISH_ONLY)


def _empty(locale: str) -> Catalog:
    # One date for all time: a file changes when a text does.
    return Catalog(locale=locale, project="Insatskatalogen", creation_date=BEGUN,
                   revision_date=BEGUN, fuzzy=False, header_comment="")  # fmt: skip


def desk_of(folder: str) -> Catalog:
    """Return the texts of the desk in a language, with the translations they have."""
    path, locale = po_path(f"desk/{folder}"), LOCALES.get(folder, folder)
    old = read_po(path.open("rb"), Locale.parse(locale)) if path.is_file() else Catalog()
    new = _empty(locale)
    desk.add(new, old)
    return new


def po_path(folder: str) -> Path:
    """Return the file that translators write in."""
    return ROOT / "locale" / folder / "LC_MESSAGES" / "django.po"


def missing(catalogue: Catalog) -> list[str]:
    """Return the texts without a translation."""
    return [str(message.id) for message in catalogue if message.id and not _has_all(message)]


def _has_all(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """Return a catalogue as translators and as the site read it."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalogue, width=100, omit_header=False, include_lineno=False)
    write_mo(mo, catalogue)
    return po.getvalue(), mo.getvalue()


def keep(folder: str, catalogue: Catalog, check: bool) -> bool:
    """Write a catalogue, or only tell whether it stands written."""
    po, mo = written(catalogue)
    path = po_path(folder)
    if check:
        return (path.read_bytes(), path.with_suffix(".mo").read_bytes()) == (po, mo)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(po)
    path.with_suffix(".mo").write_bytes(mo)
    return True


def main() -> int:
    """Write or check every language."""
    django.setup()
    check = "--check" in sys.argv
    catalogues = {}
    if "--desk" in sys.argv:
        asked = sys.argv[sys.argv.index("--desk") + 1]
        catalogues[f"desk/{asked}"] = desk_of(asked)
    else:
        texts = sorted(set(gather()), key=lambda found: (found[0], str(found[1])))
        catalogues |= {folder: catalogue_of(folder, texts) for folder in LOCALES}
        for path in sorted((ROOT / "locale" / "desk").glob("*")):
            catalogues[f"desk/{path.name}"] = desk_of(path.name)
    faults = 0
    for folder, catalogue in catalogues.items():
        lacking = missing(catalogue)
        print(f"{folder}: {len(list(catalogue)) - 1} texter, {len(lacking)} utan översättning")
        if not keep(folder, catalogue, check):
            print(f"{folder}: kör `python tools/texts.py`, texterna har ändrats.")
            faults += 1
        if check and folder in LOCALES:
            faults += len(lacking)
            for text in lacking:
                print(f"  saknas: {text[:90]}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

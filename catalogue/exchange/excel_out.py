"""Records, and templates to fill in, as Excel files with instructions and drop-downs."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from catalogue.exchange.formats import KEY_TITLES, cells, table_names, title
from catalogue.models import User
from catalogue.values.choosing import Chooser
from catalogue.values.fields import COLUMNS
from catalogue.values.kinds import plain
from catalogue.values.record import SEAL, Record
from catalogue.values.registers import Book
from catalogue.values.relations import Many

TOO_LONG = "(oförändrad: texten är för lång för en cell i Excel)"
SHEET, GUIDE, LISTS = "Insatser", "Så här gör du", "Listor"
_LONGEST_CELL = 32_767
_ROOM = 1_000  # rows below the last one that the drop-downs cover
_PRESET_ROWS = 200
_HEAD = PatternFill("solid", fgColor="1F4E5F")
_LOCKED = PatternFill("solid", fgColor="6B6B6B")
_WIDE = 44
_LONG_TEXTS = {"name", "summary", "purpose", "content", "criteria", "exclusion", "referral"}
_STEPS = [
    "En rad är en insats. Fyll i så mycket du vet; tomma celler är tillåtna.",
    "Namn och ansvarig organisation måste finnas på varje ny insats.",
    "Kolumnen ”nummer” fyller katalogen i. Lämna den tom för en ny insats. "
    "Ändra den aldrig: den avgör vilken insats raden gäller.",
    "Kommer listan från ett annat system? Skriv dess nummer i ”nummer i källan”. "
    "Då hittar nästa inläsning tillbaka till samma insats.",
    "Flera värden i en cell: ett per rad (Alt+Enter), eller med semikolon emellan.",
    "Rullgardinerna visar vad som går att välja. Alla listor står på bladet ”Listor”.",
    "Skriv inga formler. Skriv aldrig något om en enskild person.",
    "Spara, gå till Insatser i redaktionen och välj ”Läs in”. "
    "Du ser först vad som kommer att hända; inget sparas förrän du säger till.",
    "Har någon ändrat samma uppgift i katalogen under tiden skrivs den inte över. "
    "Du får i stället välja vilken som gäller.",
]


@dataclass(frozen=True)
class Template:
    """An empty table for a purpose."""

    slug: str
    title: str
    columns: Sequence[str]
    preset: dict[str, str] = field(default_factory=dict)
    """Lasting values of closed lists that stand in every row already."""
    steps: Sequence[str] = ()
    """What to know beside the general instructions."""


ALL_FIELDS = Template(
    "alla",
    "Alla uppgifter om insatser",
    [name for name in table_names() if name not in {SEAL, "source"}],
)
WITHOUT_ASSESSMENT = Template(
    "utan-behovsprovning",
    "Nämndens lista: insatser utan individuell behovsprövning",
    [
        "source_id",
        "name",
        "summary",
        "purpose",
        "content",
        "types",
        "organisation",
        "access",
        "anonymous",
        "agreement",
        "need_groups",
        "age_from",
        "age_to",
        "criteria",
        "exclusion",
        "referral",
        "cost_kind",
        "cost",
        "municipalities",
        "area_note",
        "languages",
        "contacts",
        "leads_to",
        "status",
        "reviewed_on",
        "valid_until",
    ],
    preset={"access": "no_assessment"},
    steps=[
        "Mallen följer nämndens beslut enligt socialtjänstlagen (2025:400) om vilka insatser som "
        "ges utan individuell behovsprövning.",
        "Skriv beslutets diarienummer i ”avtal eller diarienummer”.",
        "”Man kan vara anonym” är ja när insatsen ges utan att den enskilde behöver legitimera "
        "sig och utan att det dokumenteras.",
        "Tillträdet är redan ifyllt. Rader som bara har ett ifyllt tillträde läses inte in.",
    ],
)
TEMPLATES = {template.slug: template for template in (ALL_FIELDS, WITHOUT_ASSESSMENT)}


def export_workbook(records: Iterable[Record], user: User | None = None) -> bytes:
    """Return an Excel file with the records, ready to be changed and read back."""
    return _build(ALL_FIELDS, table_names(), records, user)


def template_workbook(template: Template, user: User | None = None) -> bytes:
    """Return an empty Excel file to fill in."""
    return _build(template, list(template.columns), [], user)


def _build(
    template: Template, names: list[str], records: Iterable[Record], user: User | None
) -> bytes:
    book = Book(user)
    workbook = Workbook(write_only=True)
    sheet: Any = workbook.create_sheet(SHEET)
    records = list(records)
    height = 1 + len(records) + (_PRESET_ROWS if template.preset else 0)
    _shape(sheet, names, height)
    sheet.append([_heading(sheet, name) for name in names])
    for record in records:
        sheet.append([_text(sheet, cell) for cell in cells(record, names, book)])
    if template.preset:
        row = [_preset(template, name, book) for name in names]
        for _ in range(_PRESET_ROWS):
            sheet.append([_text(sheet, cell) if cell else None for cell in row])
    lists = _closed_lists(names, template, book, Chooser(user, book))
    for at, name in enumerate(names, start=1):
        _validate(sheet, at, name, lists, height + _ROOM)
    _write_guide(workbook.create_sheet(GUIDE), template, names)
    _write_lists(workbook.create_sheet(LISTS), lists)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _shape(sheet: Any, names: list[str], height: int) -> None:
    size = f"A1:{get_column_letter(len(names))}{height}"
    sheet.calculate_dimension = lambda: size  # a reader without it goes through the file twice
    sheet.freeze_panes = "C2" if names[0] == "source_id" else "E2"
    for at, name in enumerate(names, start=1):
        dimension = sheet.column_dimensions[get_column_letter(at)]
        dimension.width = _WIDE if name in _LONG_TEXTS else 22
        dimension.hidden = name == SEAL


def _heading(sheet: Any, name: str) -> Any:
    cell = WriteOnlyCell(sheet, value=title(name))
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = _LOCKED if name in KEY_TITLES or name == SEAL else _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _text(sheet: Any, value: str) -> Any:
    """Return a cell that is text whatever stands in it."""
    value = plain(value)
    cell = WriteOnlyCell(sheet, value=value if len(value) <= _LONGEST_CELL else TOO_LONG)
    cell.data_type = "s"
    cell.alignment = _TOP
    return cell


_TOP = Alignment(vertical="top", wrap_text=False)


def _preset(template: Template, name: str, book: Book) -> str:
    value = template.preset.get(name)
    return "" if value is None else COLUMNS[name].kind.show(value, book)


def _closed_lists(
    names: list[str], template: Template, book: Book, chooser: Chooser
) -> dict[str, list[str]]:
    """Return what the person can choose, column by column."""
    lists = {}
    for name in names:
        if name in COLUMNS:
            preset = _preset(template, name, book)
            choices = [preset] if preset else chooser.offered(name)
            if choices:
                lists[name] = choices
    return lists


def _validate(sheet: Any, at: int, name: str, lists: dict[str, list[str]], last: int) -> None:
    """Put the drop-down and the help on one column."""
    if name == SEAL:
        return
    rule = DataValidation(allow_blank=True, showInputMessage=True)
    rule.promptTitle = title(name)[:32]
    rule.prompt = (_help(name) or "Valfri text.")[:255]
    if name in lists:
        rule.type = "list"
        order = list(lists).index(name) + 1
        letter = get_column_letter(order)
        rule.formula1 = f"{LISTS}!${letter}$2:${letter}${len(lists[name]) + 1}"
        # Several values may be typed where several are allowed; elsewhere Excel says no.
        rule.showErrorMessage = not isinstance(COLUMNS[name].kind, Many)
        rule.errorTitle, rule.error = "Finns inte i listan", "Välj ett av värdena i listan."
    letter = get_column_letter(at)
    rule.add(f"{letter}2:{letter}{last}")
    sheet.data_validations.append(rule)


def _help(name: str) -> str:
    if name in COLUMNS:
        column = COLUMNS[name]
        several = "Flera värden: ett per rad, eller semikolon. "
        return (several if isinstance(column.kind, Many) else "") + column.help
    return {
        "id": "Katalogens eget nummer. Tomt för en ny insats.",
        "source": "Källan som raden kommer från.",
        "source_id": "Radens nummer i det system eller den lista som den kommer från.",
    }[name]


def _write_guide(sheet: Any, template: Template, names: list[str]) -> None:
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 100
    heading = WriteOnlyCell(sheet, value=template.title)
    heading.font = Font(bold=True, size=14)
    sheet.append([heading])
    for number, step in enumerate([*template.steps, *_STEPS], start=1):
        sheet.append([f"{number}.", _wrapped(sheet, step)])
    sheet.append([])
    sheet.append([_bold(sheet, "Kolumn"), _bold(sheet, "Vad den ska innehålla")])
    for name in names:
        if name != SEAL:
            sheet.append([title(name), _wrapped(sheet, _help(name))])


def _write_lists(sheet: Any, lists: dict[str, list[str]]) -> None:
    sheet.append([_bold(sheet, title(name)) for name in lists])
    for at in range(1, len(lists) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = 32
    for row in range(max(map(len, lists.values()), default=0)):
        sheet.append(
            [_text(sheet, values[row]) if row < len(values) else None for values in lists.values()]
        )


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _wrapped(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell

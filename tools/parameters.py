"""Write the table of what may stand in the address of a search, from its declaration.

python tools/parameters.py           bring docs/adresser.md up to date
python tools/parameters.py --check   fail if it is not
"""

import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "adresser.md"
BEGIN, END = "<!-- skriven av tools/parameters.py -->\n", "<!-- slut -->\n"
sys.path.insert(0, str(ROOT))


def table() -> str:
    """Return a row for every parameter: its name, what it is, what may stand there."""
    from catalogue.search.address import ORDERS, ChoicesField, OrderField, PageField, TickField
    from catalogue.search.filters import InterventionFilter

    said = {
        OrderField: "ett av " + ", ".join(f"`{order}`" for order in ORDERS),
        PageField: "ett tal från 1",
        TickField: "`ja`",
    }
    rows = ["| parameter | vad | värden | utan |", "|---|---|---|---|"]
    for name, declared in InterventionFilter.base_filters.items():
        field = declared.field
        values = said.get(type(field), "ord, högst 300 tecken")
        missing = ""
        if isinstance(field, ChoicesField):
            values = "ett eller flera ur listan; parametern upprepas"
            missing = ", ".join(f"`{value}`" for value in sorted(field.default))
        rows.append(f"| `{name}` | {declared.label} | {values} | {missing} |")
    return "\n".join(rows) + "\n"


def renewed(page: str) -> str:
    """Return the page with today's table in its place."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + "\n" + table() + "\n" + END + after


def main() -> int:
    """Write or check the page."""
    django.setup()
    page = PAGE.read_text(encoding="utf-8")
    if "--check" not in sys.argv:
        PAGE.write_text(renewed(page), encoding="utf-8")
        return 0
    if page != renewed(page):
        print("docs/adresser.md: kör `python tools/parameters.py`, parametrarna har ändrats.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

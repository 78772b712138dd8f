import datetime

import pytest

from catalogue.exchange.demo.moments import settle

TODAY = datetime.date(2027, 1, 12)


@pytest.mark.parametrize(
    ("written", "settled"),
    [
        ("{idag}", TODAY),
        ("{idag - 12}", datetime.date(2026, 12, 31)),
        ("{idag + 20}", datetime.date(2027, 2, 1)),
        ("{i år - 1}", 2026),
        ("Stängt till {idag + 20}.", "Stängt till 1 februari 2027."),
        ("Årsredovisning {i år - 1}", "Årsredovisning 2026"),
        ("{i morgon}", "{i morgon}"),
        (7, 7),
    ],
)
def test_days_and_years_are_counted_from_today(written, settled):
    assert settle(written, TODAY) == settled

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.money import Cost, read_cost, read_costs_by_sender, read_supports


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kostnadsfritt för deltagaren.", Cost.FREE),
        ("Gratis, fika 20 kr", Cost.FREE),
        ("Ingen avgift", Cost.FREE),
        ("0 kr", Cost.FREE),
        ("Remittenten betalar 450 kr per dag", Cost.BOUGHT),
        ("Köpt plats; kostnadsfritt för deltagaren.", Cost.FREE),
        ("Köpt plats", Cost.BOUGHT),
        ("Patientavgift enligt regionens taxa; ingår i högkostnadsskyddet.", Cost.PATIENT_FEE),
        ("Enligt regionens taxa; ofta avgiftsfritt för yngre", Cost.PATIENT_FEE),
        ("Gratis upp till 20 år, därefter patientavgift", Cost.PATIENT_FEE),
        ("Hyra enligt kontrakt", Cost.FEE),
        ("300 kr per termin", Cost.FEE),
        ("Lön", Cost.PAID_WORK),
        ("Beror på vem som remitterar", Cost.VARIES),
        (
            "Kostnadsfritt om kommunen remitterar. Patientavgift om psykiatrin remitterar.",
            Cost.VARIES,
        ),
        ("Okänt", Cost.UNKNOWN),
        ("", Cost.UNKNOWN),
    ],
)
def test_reads_the_kind_of_cost(text, kind):
    assert read_cost(text) == kind


def test_reads_the_cost_of_each_sender():
    costs = read_costs_by_sender("Gratis via kommunen, patientavgift via psykiatrin")

    assert [(cost.sender, cost.kind) for cost in costs] == [
        ("kommunen", Cost.FREE),
        ("psykiatrin", Cost.PATIENT_FEE),
    ]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Aktivitetsstöd eller utvecklingsersättning", {"aktivitetsstod", "utvecklingsersattning"}),
        ("Sjukpenning, bistånd", {"sjukpenning", "ekonomiskt-bistand"}),
        ("Vilande ersättning möjlig", {"vilande-ersattning"}),
        ("Oförändrad ersättning från FK, AF eller kommun", {"oforandrad"}),
        ("Behåller den ersättning personen har.", {"oforandrad"}),
        ("Din ersättning påverkas inte", {"oforandrad"}),
        ("Lön eller aktivitetsstöd", {"lon", "aktivitetsstod"}),
        ("Lönebidrag", set()),
        ("Ger inte rätt till aktivitetsstöd", set()),
        ("Ingen ersättning", {"ingen"}),
        ("", set()),
    ],
)
def test_reads_what_one_may_live_on(text, slugs):
    assert read_supports(text) == slugs


@given(st.text())
def test_never_raises(text):
    read_cost(text)
    read_costs_by_sender(text)
    read_supports(text)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.contact import Reached, read_contact
from catalogue.models import Contact
from tests.catalogue.exchange.conftest import Import
from tests.catalogue.exchange.records import record


@pytest.mark.parametrize(
    ("text", "function", "phone", "email"),
    [
        ("Samordnare 0340-880 00", "Samordnare", "+4634088000", ""),
        ("Mottagningen, tel. 021-123 45 67", "Mottagningen", "+46211234567", ""),
        ("Växeln (031-390 06 12)", "Växeln", "+46313900612", ""),
        ("Teamet, teamet@example.org", "Teamet", "", "teamet@example.org"),
        (
            "Teamsamordnare, Samordningsteam Västerås",
            "Teamsamordnare, Samordningsteam Västerås",
            "",
            "",
        ),
        ("031-390 06 12", "Kontakt", "+46313900612", ""),
    ],
)
def test_a_number_does_not_stay_inside_a_title(
    text: str, function: str, phone: str, email: str
) -> None:
    assert read_contact(text) == Reached(function, phone, email)


@pytest.mark.parametrize(
    "text", ["Ring 021-123 45 67 eller 031-390 06 12", "Kuratorn 0123456", "Rum 214, plan 3"]
)
def test_what_is_not_sure_stays_as_it_is(text: str) -> None:
    assert read_contact(text) == Reached(text)


@given(st.text(max_size=160))
def test_never_raises(text: str) -> None:
    assert read_contact(text).function


def test_is_stored_as_a_number_that_can_be_dialled(import_records: Import) -> None:
    import_records(record(contact="Samordnare 031-390 06 12"), accept=False)
    contact = Contact.objects.get()
    assert (contact.function, contact.phone) == ("Samordnare", "+46313900612")


def test_leaves_the_number_that_people_have_written(import_records: Import) -> None:
    import_records(record(contact="Samordnare 031-390 06 12"), accept=False)
    Contact.objects.update(phone="+46313900613")
    import_records(record(contact="Samordnare 031-390 06 12"), accept=False)
    assert Contact.objects.get().phone == "+46313900613"

"""Telephone numbers: every way to write one, every way to get one wrong, and what is dialled."""

import json
import re
from importlib import import_module
from pathlib import Path

import phonenumbers
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import Value
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from catalogue.models import Contact, Organisation
from catalogue.models.telephones import (
    NO_AREA,
    NO_NUMBER,
    TWO_NUMBERS,
    WRONG_ABROAD,
    WRONG_AT_HOME,
    dialled,
    kept,
    read,
    shown,
    sought,
)
from catalogue.presentation import number, phone
from tests.factories import make_contact, make_organisation

DIALABLE = re.compile(r"\+[1-9][0-9]{5,14}(,[0-9]{1,6})?|(11|90)[0-9]{1,4}")
COUNTRIES = ["SE", "NO", "DK", "FI", "DE", "GB", "US", "SO", "IQ", "UA"]


@st.composite
def numbers(draw):
    """Draw a valid number of some country, now and then with an extension."""
    country = draw(st.sampled_from(COUNTRIES))
    kind = draw(st.sampled_from(sorted(phonenumbers.supported_types_for_region(country))))
    example = phonenumbers.example_number_for_type(country, kind)
    digits = str(example.national_number)
    tail = draw(st.integers(0, 99))
    varied = f"+{example.country_code}{digits[:-2]}{tail:02}"
    if not phonenumbers.is_valid_number(phonenumbers.parse(varied)):
        varied = f"+{example.country_code}{digits}"
    extension = draw(st.one_of(st.just(""), st.from_regex(r"\A[0-9]{1,6}\Z")))
    return f"{varied};ext={extension}" if extension else varied


class TestReading:
    @pytest.mark.parametrize(
        "written",
        [
            "021-123 45 67",
            "021/1234567",
            "021 / 123 45 67",
            "(021) 123 45 67",
            "+46 (0)21-123 45 67",
            "+46-21-1234567",
            "0046211234567",
            "0046 (0)21 123 45 67",
            "021–123\u00a045\u00a067",
            "\u202d021-123 45 67\u202c",
            "tfn 021-123 45 67",
            "Tel: 021-123 45 67",
            "021-123 45 67 vx",
            "vx 021-123 45 67",
            "021-123 45 67 (växel)",
            "٠٢١-١٢٣٤٥٦٧",
        ],
    )
    def test_takes_every_way_to_write_it_for_the_same(self, written):
        assert read(written) == "+46211234567"

    @pytest.mark.parametrize(
        "end",
        [
            *(" anknytning 12", ", anknytning 12", " ankn. 12", " ankn 12", " ext 12"),
            *(" ext. 12", ", ext. 12", " x12", ";ext=12", " (ankn. 12)"),
        ],
    )
    def test_takes_an_extension_along(self, end):
        assert read(f"021-123 45 67{end}") == "+46211234567;ext=12"

    @pytest.mark.parametrize(
        ("written", "reads"),
        [
            ("020-50 50 50", "+4620505050"),
            ("0771-567 567", "+46771567567"),
            ("0200-88 22 11", "+46200882211"),
            ("+47 22 12 34 56", "+4722123456"),
            ("00358 9 1234567", "+35891234567"),
        ],
    )
    def test_knows_numbers_without_a_place_and_abroad(self, written, reads):
        assert read(written) == reads

    @pytest.mark.parametrize(
        "written", ["112", "1177", "116 111", "116 123", "116111", "90 101", "113 13", "114 14"]
    )
    def test_keeps_a_short_number_as_it_is_written(self, written):
        assert read(f" {written} ") == written
        assert shown(written) == written
        assert dialled(written) == written.replace(" ", "")

    @pytest.mark.parametrize("series", [("031-390 06 {:02}"), ("040-628 04 {:02}"),
                                        ("08-465 004 {:02}"), ("0980-319 2{:02}")])  # fmt: skip
    def test_takes_the_numbers_that_are_free_for_examples(self, series):
        for last in range(100):
            written = series.format(last)
            assert re.sub(r"\D", "", shown(read(written))) == re.sub(r"\D", "", written)

    def test_takes_the_mobile_numbers_that_are_free_for_examples(self):
        for last in range(605, 700):
            assert read(f"070-1740{last}") == f"+46701740{last}"


class TestRefusing:
    @pytest.mark.parametrize(
        ("written", "why"),
        [
            ("Ring växeln", NO_NUMBER),
            ("021-ABC DEF", NO_NUMBER),
            ("021-123 45 67 fråga efter Kim", NO_NUMBER),
            ("<b>021-123 45 67</b>", NO_NUMBER),
            ("<script>alert(1)</script>", NO_NUMBER),
            ("021-12 34 56 eller 070-174 06 05", TWO_NUMBERS),
            ("021-12 34 56, 070-174 06 05", TWO_NUMBERS),
            ("021-12 34 56; 021-12 34 57", TWO_NUMBERS),
            ("021-12 34 56\n021-12 34 57", TWO_NUMBERS),
            ("021-12 34 56 070-174 06 05", TWO_NUMBERS),
            ("021-12 34 56/57", TWO_NUMBERS),
            ("021-12 34 56 / 070-174 06 05", TWO_NUMBERS),
            ("1" * 1_000, TWO_NUMBERS),
            ("ring " * 2_000, TWO_NUMBERS),
            ("12 34 56", NO_AREA),
            ("800101-1234", NO_AREA),
            ("99 999", NO_AREA),
            ("021", WRONG_AT_HOME),
            ("+46 112", WRONG_AT_HOME),
            ("+47 12", WRONG_ABROAD),
            ("+999 123 456 789", WRONG_ABROAD),
        ],
    )
    def test_says_what_to_write(self, written, why):
        with pytest.raises(ValidationError) as refusal:
            read(written)

        assert refusal.value.messages == [str(why)]

    @given(st.text(max_size=80))
    def test_reads_or_refuses_anything(self, text):
        try:
            number = read(text)
        except ValidationError:
            assert kept(text) == text
        else:
            assert DIALABLE.fullmatch(dialled(number))


class TestShowing:
    @pytest.mark.parametrize(
        ("number", "shows"),
        [
            ("+46211234567", "021-123 45 67"),
            ("+46211234567;ext=12", "021-123 45 67, anknytning 12"),
            ("+46771567567", "0771-567 567"),
            ("+4620505050", "020-50 50 50"),
            ("+46200882211", "0200-88 22 11"),
            ("+468123456", "08-12 34 56"),
            ("+4722123456", "+47 22 12 34 56"),
            ("fråga i växeln", "fråga i växeln"),
            ("", ""),
        ],
    )
    def test_is_as_swedes_write_it(self, number, shows):
        assert shown(number) == shows

    @given(numbers(), st.sampled_from(["anknytning", "extension"]))
    def test_is_read_as_the_same_number_again(self, number, word):
        assert read(shown(number, word)) == read(number) == number
        assert shown(read(shown(number))) == shown(number)

    @pytest.mark.parametrize(("language", "word"), [("sv", "anknytning"), ("en", "extension")])
    def test_names_the_extension_in_the_reader_s_language(self, language, word):
        with override(language):
            assert f"021-123 45 67, {word} 12<" in phone("021-123 45 67 ankn 12")

    @given(st.one_of(numbers(), st.text(max_size=70), st.from_regex(r"\A0[0-9 /-]{3,14}\Z")))
    def test_links_only_to_what_can_be_dialled(self, text):
        link = re.search(r'href="tel:([^"]*)"', phone(text))

        assert DIALABLE.fullmatch(link[1]) if link else dialled(text) == ""

    def test_waits_for_an_answer_before_the_extension(self):
        assert dialled("+46211234567;ext=12") == "+46211234567,12"

    def test_keeps_its_order_in_a_page_from_right_to_left(self):
        assert number("020-50 50 50") == '<bdi dir="ltr">020-50 50 50</bdi>'
        assert '<bdi dir="ltr">020-50 50 50</bdi></a>' in phone("020-50 50 50")

    def test_is_safe_whatever_somebody_wrote(self):
        assert "<b>" not in phone("<b>1</b>")
        assert "<a" not in phone("<b>1</b>")


@pytest.mark.django_db
class TestEveryWayIn:
    def test_keeps_one_form(self, tmp_path: Path):
        made = make_contact(phone="021/123 45 67")
        saved = make_contact("Växeln")
        saved.phone = "0046 21 123 45 67"
        saved.save()
        Contact.objects.filter(pk=make_contact("Boxen").pk).update(phone="(021) 1234567")
        row = {"function": "Filen", "organisation": made.organisation.pk, "phone": "0211234567"}
        file = tmp_path / "rows.json"
        file.write_text(json.dumps([{"model": "catalogue.contact", "fields": row}]))
        call_command("loaddata", str(file), verbosity=0)

        assert made.phone == saved.phone == "+46211234567"
        assert set(Contact.objects.values_list("phone", flat=True)) == {"+46211234567"}
        assert Contact.objects.filter(phone="021-123 45 67").count() == 4

    def test_lets_what_is_no_number_stand(self):
        assert make_contact(phone="fråga i växeln").phone == "fråga i växeln"

    def test_is_refused_by_the_row_itself(self):
        with pytest.raises(ValidationError) as refusal:
            make_contact(phone="fråga i växeln").full_clean()

        assert refusal.value.message_dict == {"phone": [str(NO_NUMBER)]}

    def test_is_rewritten_by_the_migration_where_it_can_be_read(self):
        read_, unread = make_contact("A"), make_contact("B")
        home = make_organisation()
        for rows, phone_ in (
            (Contact.objects.filter(pk=read_.pk), "021/123 45 67"),
            (Contact.objects.filter(pk=unread.pk), "021-12 eller 13"),
            (Organisation.objects.filter(pk=home.pk), "021-39 00 00 vx"),
        ):
            rows.update(phone=Value(phone_))

        migration = import_module("catalogue.migrations.0012_numbers_that_can_be_dialled")
        migration.write_in_one_form(apps, None)

        for row in (read_, unread, home):
            row.refresh_from_db()
        assert read_.phone == "+46211234567"
        assert unread.phone == "021-12 eller 13"
        assert home.phone == "+4621390000"


def test_a_search_for_words_is_left_as_it_is():
    assert sought("Region 12") == "Region 12"
    assert sought("116 111") == "116 111"
    assert sought("2026") == "2026"

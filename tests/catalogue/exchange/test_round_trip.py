"""A catalogue that is written to a file and read in again comes back as it was."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.models import Continuation, ImportConflict, Intervention, ReferralRoute
from tests.catalogue.exchange.reading_in import as_csv, as_json, as_xlsx, read_in, reasons
from tests.sample import part

pytestmark = pytest.mark.django_db


@pytest.mark.slow
class TestRoundTrip:
    @pytest.mark.parametrize(
        ("name", "export"),
        [
            ("a.json", lambda: as_json().encode()),
            ("a.csv", lambda: as_csv().encode()),
            ("a.csv", lambda: as_csv(bom=False).encode()),
            ("a.xlsx", as_xlsx),
        ],
        ids=["json", "csv with mark", "csv without", "xlsx"],
    )
    def test_changes_nothing(self, full, name, export):
        before = as_json()

        outcome = read_in(export(), name)

        assert reasons(outcome) == []
        assert outcome.unchanged == 2
        assert (outcome.created, outcome.changed, outcome.conflicts) == ([], [], [])
        assert as_json() == before
        assert not ImportConflict.objects.exists()

    def test_changes_nothing_in_the_demo_catalogue(self, demo):
        before = as_json()

        for name, content in (
            ("a.json", before.encode()),
            ("a.csv", as_csv().encode()),
            ("a.xlsx", as_xlsx()),
        ):
            assert read_in(content, name).unchanged == Intervention.objects.count()
            assert as_json() == before

    @settings(max_examples=part(40))
    @given(
        texts=st.tuples(
            *[st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))] * 4
        ),
        start=st.sampled_from(["", "=", "'", "'=", "-", "\t", "\r\n", '😀;"', " "]),
    )
    def test_changes_nothing_whatever_is_written(self, transactional_texts, texts, start):
        purpose, content, how, handover = (start + text for text in texts)
        transactional_texts(purpose, content, how[:300], handover[:300])
        before = as_json()

        for name, file in (
            ("a.json", before.encode()),
            ("a.csv", as_csv().encode()),
            ("a.xlsx", as_xlsx()),
        ):
            outcome = read_in(file, name)
            assert reasons(outcome) == []
            assert not outcome.changed
            assert as_json() == before

    def test_gives_the_same_json_in_another_entry(self, full):
        entry = json.loads(as_json())[0]
        told = {key: value for key, value in entry.items() if key not in {"id", "seal"}}

        read_in(json.dumps([told | {"source_id": "8"}]), "a.json")

        copy = json.loads(as_json())[-1]
        assert copy["source_id"] == "8"
        same = set(told) - {"source_id", "published_at", "changed_at", "basis"}
        assert {key: copy[key] for key in same} == {key: told[key] for key in same}

    @pytest.fixture
    def transactional_texts(self, full):
        def write(purpose, content, how, handover):
            Intervention.objects.filter(pk=full.pk).update(purpose=purpose, content=content)
            ReferralRoute.objects.update(how=how)
            Continuation.objects.update(handover=handover)

        return write

import pytest
from django.db import DatabaseError

from catalogue.exchange.factsheets.changing import Writer
from catalogue.exchange.factsheets.load import import_file
from catalogue.models import Intervention, Organisation, Requirement
from tests.catalogue.exchange.records import record


class TestAllOrNothing:
    @pytest.mark.parametrize(
        ("fields", "reason"),
        [
            ({"kommuner": ["Västeros"]}, "”Västeros” är inte en svensk kommun. Menades Västerås?"),
            ({"kommuner": ["Xyzzy"]}, "”Xyzzy” är inte en svensk kommun."),
            ({"kommuner": [], "region": "Norden"}, "är tom. Nämn minst en kommun"),
            ({"organisation": "–"}, "fältet organisation: får inte vara tomt."),
            ({"status": "pågånde"}, "finns inte bland värdena. Menades ”pågående”?"),
            ({"status": "ersatt"}, "fältet leads_to: ska nämna den insats som ersätter"),
            ({"access": "vet ej"}, "fältet access: ”vet ej” finns inte bland värdena."),
            ({"type": "strukturövergripande"}, "fältet access: ska vara ”ej sökbar”"),
        ],
    )
    def test_names_the_position_the_field_and_the_reason(self, import_records, fields, reason):
        report = import_records(record(id=1), record(id=2, **fields))

        assert str(report.problems[0]).startswith("Post 2 (Vägen in)")
        assert reason in str(report.problems[0])
        assert not Intervention.objects.exists()

    def test_tells_every_problem_at_once_in_the_order_of_the_file(self, import_records):
        report = import_records(record(status="?"), {"id": 2}, record(id=3, access="?"))

        assert [problem.position for problem in report.problems][0::30] == [1]
        assert report.problems[-1].position == 3

    def test_writes_nothing_on_a_dry_run_but_tells_the_truth(self, import_records):
        before = Organisation.objects.count()

        report = import_records(record(behovsgrupper=["Ny"]), apply=False)

        assert (report.created, report.new_need_groups) == (["Vägen in"], ["Ny"])
        assert not Intervention.objects.exists()
        assert Organisation.objects.count() == before


class TestDatabase:
    def test_speaks_in_the_words_of_the_rule_that_is_broken(self, import_records):
        import_records(record(status="planerad"))
        Intervention.objects.update(example=False)

        report = import_records(record())

        assert [str(problem) for problem in report.problems] == [
            "Post 1 (Vägen in): En publicerad insats måste ha ett granskningsdatum."
        ]

    def test_never_ends_in_a_traceback(self, import_records, monkeypatch):
        def fail(*_):
            raise DatabaseError("disken är full")

        monkeypatch.setattr(Writer, "write", fail)

        report = import_records(record())

        assert str(report.problems[0]).endswith("tog inte emot posten: disken är full")


class TestObstacles:
    @pytest.mark.django_db
    def test_asks_for_the_reference_data_first(self, tmp_path):
        report = import_file(tmp_path / "x.json", source="x", new=True)

        assert "load_reference" in report.problems[0].reason

    def test_asks_for_the_terms_that_the_rules_rely_on(self, import_records):
        Requirement.objects.filter(slug="sgi").update(slug="annat")

        assert "sgi" in import_records(record()).problems[0].reason

    @pytest.mark.parametrize("source", ["x" * 101, "a\x00b"])
    def test_asks_for_a_usable_name_of_the_source(self, import_records, source):
        assert "källnamn" in import_records(record(), source=source).problems[0].reason

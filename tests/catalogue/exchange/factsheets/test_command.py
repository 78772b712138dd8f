import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from catalogue.models import Continuation, Intervention, NeedGroup
from tests.catalogue.exchange.records import record

DEMO = settings.BASE_DIR / "fixtures" / "interventions.json"
pytestmark = pytest.mark.usefixtures("reference")


def run(path, **options):
    out = StringIO()
    call_command("import_interventions", str(path), stdout=out, **options)
    return out.getvalue()


class TestDemoFile:
    def test_is_imported_whole_and_only_once(self):
        first = run(DEMO, apply=True, new_source="interventions")
        moments = set(Intervention.objects.values_list("pk", "changed_at"))
        second = run(DEMO, apply=True, source="Interventions")

        assert "121 nya, 0 ändrade, 0 oförändrade." in first
        assert "0 nya, 0 ändrade, 121 oförändrade." in second
        assert set(Intervention.objects.values_list("pk", "changed_at")) == moments
        made = Intervention.objects.filter(source="interventions")
        assert (made.filter(example=True).count(), made.filter(example=False).count()) == (77, 44)
        assert not made.filter(example=False).exclude(status="draft").exists()
        assert not NeedGroup.objects.filter(reviewed=False).exists()
        assert Continuation.objects.count() > 20
        assert not Intervention.objects.filter(need_groups=None).exists()


class TestCommand:
    def test_saves_nothing_unless_told_to(self, tmp_path):
        path = tmp_path / "egna.json"
        path.write_text(json.dumps([record()]))

        text = run(path, new_source="egna")

        assert text.startswith("Provkörning: inget sparades.")
        assert "cost: 1 strukturerade, 0 text" in text
        assert not Intervention.objects.exists()

    def test_reports_to_machines(self, tmp_path):
        path = tmp_path / "egna.json"
        path.write_text(json.dumps([record(behovsgrupper=["Ny"])]))

        report = json.loads(run(path, json=True, apply=True, new_source="kommunen"))

        assert (report["created"], report["new_need_groups"]) == (["Vägen in"], ["Ny"])
        assert Intervention.objects.get().source == "kommunen"

    def test_lists_the_problems_and_fails(self, tmp_path):
        path = tmp_path / "egna.json"
        path.write_text(json.dumps([record(status="?"), record(id=2, leads_to=["X"])]))
        out = StringIO()

        with pytest.raises(CommandError, match="1 fel"):
            call_command("import_interventions", str(path), stdout=out, new_source="egna")

        assert "Post 1 (Vägen in), fältet status:" in out.getvalue()


class TestSources:
    @pytest.fixture
    def path(self, tmp_path):
        path = tmp_path / "egna.json"
        path.write_text(json.dumps([record(id="7")]))
        return path

    def test_are_chosen_and_never_the_name_of_the_file(self, path):
        with pytest.raises(CommandError, match="--source"):
            run(path)

    def test_are_made_on_purpose(self, path):
        out = StringIO()

        with pytest.raises(CommandError):
            call_command("import_interventions", str(path), stdout=out, source="Listan")

        assert "inte är någon känd källa" in out.getvalue()
        assert "--new-source" in out.getvalue()

    def test_are_made_once(self, path):
        run(path, new_source="Råd och stöd", apply=True)
        out = StringIO()

        with pytest.raises(CommandError):
            call_command("import_interventions", str(path), stdout=out, new_source="råd & stöd")

        assert "redan är en källa" in out.getvalue()

    @pytest.mark.parametrize(
        ("source", "number"),
        [("råd & stöd", 7), ("Ra\u030ad och  stöd", "007"), ("RÅD-OCH STÖD", 7)],
    )
    def test_are_found_again_however_they_and_their_numbers_are_spelt(self, path, source, number):
        run(path, new_source="Råd och stöd", apply=True)
        path.write_text(json.dumps([record(id=number)]))

        assert "0 nya, 0 ändrade, 1 oförändrade." in run(path, source=source, apply=True)

    def test_have_each_number_once_in_a_file(self, path):
        path.write_text(json.dumps([record(id=7), record(id="007")]))

        with pytest.raises(CommandError, match="2 fel"):
            run(path, new_source="listan")

    def test_tell_of_namesakes_before_anything_is_saved(self, path):
        run(path, new_source="listan", apply=True)

        assert "samma namn och organisation som nr" in run(path, new_source="annan")

    def test_tell_of_an_entry_that_becomes_quite_another(self, path):
        run(path, new_source="listan", apply=True)
        path.write_text(json.dumps([record(id=7, name="Annat", organisation="Region Värmland")]))

        assert "Både namn och organisation skiljer sig" in run(path, source="listan")

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from catalogue.models import Continuation, Intervention, NeedGroup
from tests.catalogue.importing.records import record

DEMO = settings.BASE_DIR / "fixtures" / "interventions.json"
pytestmark = pytest.mark.usefixtures("reference")


def run(path, **options):
    out = StringIO()
    call_command("import_interventions", str(path), stdout=out, **options)
    return out.getvalue()


class TestDemoFile:
    def test_is_imported_whole_and_only_once(self):
        first = run(DEMO, apply=True)
        moments = set(Intervention.objects.values_list("pk", "changed_at"))
        second = run(DEMO, apply=True)

        assert "121 nya, 0 ändrade, 0 oförändrade." in first
        assert "0 nya, 0 ändrade, 121 oförändrade." in second
        assert set(Intervention.objects.values_list("pk", "changed_at")) == moments
        assert Intervention.objects.filter(source="interventions", example=True).count() == 121
        assert not NeedGroup.objects.filter(reviewed=False).exists()
        assert Continuation.objects.count() > 20
        assert not Intervention.objects.filter(need_groups=None).exists()


class TestCommand:
    def test_saves_nothing_unless_told_to(self, tmp_path):
        path = tmp_path / "egna.json"
        path.write_text(json.dumps([record()]))

        text = run(path)

        assert text.startswith("Provkörning: inget sparades.")
        assert "cost: 1 strukturerade, 0 text" in text
        assert not Intervention.objects.exists()

    def test_reports_to_machines(self, tmp_path):
        path = tmp_path / "egna.json"
        path.write_text(json.dumps([record(behovsgrupper=["Ny"])]))

        report = json.loads(run(path, json=True, apply=True, source="kommunen"))

        assert (report["created"], report["new_need_groups"]) == (["Vägen in"], ["Ny"])
        assert Intervention.objects.get().source == "kommunen"

    def test_lists_the_problems_and_fails(self, tmp_path):
        path = tmp_path / "egna.json"
        path.write_text(json.dumps([record(status="?"), record(id=2, leads_to=["X"])]))
        out = StringIO()

        with pytest.raises(CommandError, match="1 fel"):
            call_command("import_interventions", str(path), stdout=out)

        assert "Post 1 (Vägen in), fältet status:" in out.getvalue()

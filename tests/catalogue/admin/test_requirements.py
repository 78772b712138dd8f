"""The requirements on the desk: yes, no or not known."""

import re
from typing import Any

import pytest
from django.test import Client

from catalogue.admin.entry.requirements import HELP
from catalogue.models import Intervention, Requirement, WorkingCopy
from tests.catalogue.admin.test_workflow import opened, press, text, url
from tests.factories import make_complete, make_requirement


@pytest.fixture
def entry(db: None) -> Intervention:
    row = make_complete("Boendestöd", requirements=["Diagnos"], not_required=["SGI"])
    make_requirement("Grupp")
    return row


def names(rows: Any) -> list[str]:
    return sorted(row.slug for row in rows.all())


def radio(slug: str) -> str:
    return f"krav-{Requirement.objects.get(slug=slug).pk}"


class TestEachRequirement:
    def test_has_three_answers_of_which_one_is_chosen(self, desk: Client, entry: Any) -> None:
        page = desk.get(url(entry)).content.decode()

        for slug, answer in {"diagnos": "ja", "sgi": "nej", "grupp": ""}.items():
            boxes = re.findall(rf'<input type="radio" name="{radio(slug)}"[^>]*>', page)
            assert len(boxes) == 3
            assert [f'value="{answer}"' in box for box in boxes if "checked" in box] == [True]
        assert "<legend>Diagnos</legend>" in page

    def test_keeps_its_answer_when_nothing_is_changed(self, desk: Client, entry: Any) -> None:
        press(desk, entry, "_continue")

        assert names(entry.requirements) == ["diagnos"]
        assert names(entry.not_required) == ["sgi"]

    def test_is_answered_anew(self, desk: Client, entry: Any) -> None:
        answers = {radio("diagnos"): "nej", radio("sgi"): "", radio("grupp"): "ja"}
        press(desk, entry, "_continue", {**opened(desk, entry), **answers})

        assert names(entry.requirements) == ["grupp"]
        assert names(entry.not_required) == ["diagnos"]

    def test_keeps_its_answer_when_a_page_from_before_the_choices_is_sent(
        self,
        desk: Client,
        entry: Any,
    ) -> None:
        form = {k: v for k, v in opened(desk, entry).items() if not k.startswith("krav-")}
        diagnos = Requirement.objects.get(slug="diagnos")
        press(desk, entry, "_continue", {**form, "requirements": str(diagnos.pk)})

        assert names(entry.requirements) == ["diagnos"]

    def test_cannot_be_denied_when_the_way_in_demands_it(self, desk: Client, entry: Any) -> None:
        make_requirement("Remiss")
        form = {**opened(desk, entry), "access": "health_referral", radio("remiss"): "nej"}

        answer = press(desk, entry, "_continue", form)

        assert "Remiss: krävs av tillträdet. Ändra tillträdet eller svaret." in text(answer)
        assert names(entry.not_required) == ["sgi"]

    def test_is_not_both_yes_and_no_whoever_sends_it(self, desk: Client, entry: Any) -> None:
        form = {k: v for k, v in opened(desk, entry).items() if not k.startswith("krav-")}
        sgi = str(Requirement.objects.get(slug="sgi").pk)

        answer = press(desk, entry, "_continue", {**form, "requirements": sgi, "not_required": sgi})

        assert "står både som krav och som något som inte krävs" in text(answer)
        assert names(entry.requirements) == ["diagnos"]

    def test_is_asked_for_after_what_the_answers_mean(self, desk: Client, entry: Any) -> None:
        page = desk.get(url(entry)).content.decode()

        places = [page.find(part) for part in (str(HELP), "krav-", 'name="requirements_complete"')]

        assert -1 not in places
        assert places == sorted(places)

    def test_stands_in_a_working_copy(self, desk: Client, entry: Any) -> None:
        form = {**opened(desk, entry), radio("grupp"): "nej"}
        press(desk, entry, "_copy", form)

        assert WorkingCopy.objects.get().values["not_required"] == ["grupp", "sgi"]
        boxes = re.findall(
            rf'<input type="radio" name="{radio("grupp")}"[^>]*>',
            desk.get(url(entry)).content.decode(),
        )
        assert 'value="nej" checked' in " ".join(boxes)

"""What an editor does to many interventions at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from catalogue.models import Assignment, Intervention, User
from tests.catalogue.admin.test_pages import address
from tests.factories import make_organisation

Status = Intervention.Status
Write = Callable[..., Intervention]


@pytest.fixture
def act(desk: Client) -> Callable[..., list[str]]:
    """Return a function that runs an action and returns what the editor is told."""

    def _act(action: str, *rows: Intervention) -> list[str]:
        answer = desk.post(
            address(Intervention, "changelist"),
            {"action": action, "_selected_action": [row.pk for row in rows]},
        )
        assert answer.status_code == 302
        for row in rows:
            row.refresh_from_db()
        return [str(message) for message in get_messages(answer.wsgi_request)]

    return _act


class TestMarkReviewed:
    def test_sets_the_day_and_the_editor(self, act: Any, write: Write, editor: User) -> None:
        first, second = write("Ett"), write("Två")
        before = first.changed_at

        told = act("mark_reviewed", first, second)

        assert first.reviewed_on == second.reviewed_on == timezone.localdate()
        assert first.reviewed_by == editor
        assert first.changed_at > before
        assert told == ["2 insatser är granskade i dag."]

    @pytest.mark.parametrize("status", ["draft", "review", "ended"])
    def test_leaves_alone_what_visitors_do_not_see_or_is_over(
        self, act: Any, write: Write, status: str
    ) -> None:
        row = write("Ett", status=status, nothing_replaces=True)
        before = Intervention.objects.values().get(pk=row.pk)

        told = act("mark_reviewed", row, write("Två"))

        assert Intervention.objects.values().get(pk=row.pk) == before
        assert told[0] == "1 insats är granskad i dag."
        assert told[1].startswith("”Ett” kan inte bekräftas")

    def test_says_when_a_new_last_day_is_needed(self, act: Any, write: Write) -> None:
        row = write("Ett", valid_until="2024-01-01")

        told = act("mark_reviewed", row)

        assert row.reviewed_on == timezone.localdate()
        assert "giltighetstiden har gått ut" in told[1]

    def test_leaves_a_line_in_the_history(self, act: Any, write: Write) -> None:
        row = write("Ett")

        act("mark_reviewed", row)

        assert LogEntry.objects.get(object_id=row.pk).change_message == (
            "Granskad: stämmer fortfarande."
        )

    def test_is_named_in_swedish(self, desk: Client, write: Write) -> None:
        write("Ett")

        page = desk.get(address(Intervention, "changelist")).content.decode()

        assert "Stämmer fortfarande – granskad i dag" in page

    def test_is_not_for_somebody_elses(self, client: Client, write: Write) -> None:
        other = User.objects.create_user("annan", password="x")
        Assignment.objects.create(user=other, organisation=make_organisation("En annan"))
        client.force_login(other)
        row = write("Ett")

        client.post(
            address(Intervention, "changelist"),
            {"action": "mark_reviewed", "_selected_action": [row.pk]},
        )

        row.refresh_from_db()
        assert row.reviewed_by is None


class TestPause:
    @pytest.mark.parametrize("status", [Status.OPEN, Status.FULL, Status.PLANNED])
    def test_pauses_what_runs(self, act: Any, write: Write, status: str) -> None:
        row = write("Ett", status=status)

        told = act("pause", row)

        assert row.status == Status.PAUSED
        assert told == ["1 insats är pausad."]

    def test_leaves_drafts_and_the_past_alone(self, act: Any, write: Write) -> None:
        draft = write("Utkastet", status=Status.DRAFT)
        ended = write("Den gamla", status=Status.ENDED, nothing_replaces=True)

        told = act("pause", draft, ended)

        assert draft.status == Status.DRAFT
        assert ended.status == Status.ENDED
        assert "”Utkastet”" in told[0]
        assert "kan inte pausas" in told[0]


class TestEnd:
    def test_ends_what_says_what_follows(self, act: Any, write: Write) -> None:
        heir = write("Arvtagaren")
        replaced = write("Den ersatta", replaced_by=heir)
        alone = write("Den ensamma", nothing_replaces=True)

        told = act("end", replaced, alone)

        assert replaced.status == alone.status == Status.ENDED
        assert alone.ended_on == timezone.localdate()
        assert told == ["2 insatser är avslutade."]

    def test_keeps_a_day_that_was_already_given(self, act: Any, write: Write) -> None:
        day = timezone.localdate().replace(year=2024, day=1)
        row = write("Ett", nothing_replaces=True, ended_on=day)

        act("end", row)

        assert row.ended_on == day

    def test_refuses_what_does_not_and_says_how(self, act: Any, write: Write) -> None:
        silent = write("Den tysta")

        told = act("end", silent)

        assert silent.status == Status.OPEN
        assert len(told) == 1
        assert told[0].startswith("”Den tysta” kan inte avslutas än. Öppna insatsen")
        assert "”inget ersätter”" in told[0]

    def test_does_not_publish_a_draft(self, act: Any, write: Write) -> None:
        draft = write("Utkastet", status=Status.DRAFT, nothing_replaces=True)

        told = act("end", draft)

        assert draft.status == Status.DRAFT
        assert "ett utkast" in told[0]

    def test_names_five_and_counts_the_rest(self, act: Any, write: Write) -> None:
        rows = [write(f"Insats {number}") for number in range(7)]

        told = act("end", *rows)

        assert "”Insats 4” och 2 till kan inte" in told[0]

"""What is refused when it is saved, whatever was sent, and what may be proposed instead."""

import pytest
from django.test import Client
from django.urls import reverse

from catalogue import models as catalogue
from catalogue.models import Continuation, Intervention, Organisation, User
from tests.catalogue.admin.forms import NONSENSE, form_values
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import address
from tests.factories import make_intervention

pytestmark = pytest.mark.usefixtures("ready_index")


@pytest.mark.alike("role")
@pytest.mark.parametrize("role", ["editor", "staff"], indirect=True)
class TestSaving:
    @pytest.mark.parametrize(
        ("name", "target"), [("organisation", "Organisation"), ("contacts", "Contact"),
                             ("venues", "Venue"), ("replaced_by", "Intervention")],
    )  # fmt: skip
    def test_refuses_a_foreign_row_in_a_field(
        self, client: Client, role: str, north: Side, south: Side, name: str, target: str
    ) -> None:
        url = address(Intervention, "change", north["Intervention"].pk)
        posted = form_values(client.get(url)) | {name: [str(south[target].pk)]}

        answer = client.post(url, posted)

        assert answer.status_code == 200
        assert name in answer.context["adminform"].form.errors

    @pytest.mark.slow
    def test_refuses_nonsense_in_a_field(self, client: Client, role: str, north: Side) -> None:
        url = address(Intervention, "change", north["Intervention"].pk)
        posted = form_values(client.get(url))
        fields = ["participants", "types", "replaced_by", "venues"]
        for nonsense in NONSENSE[:-2]:
            answer = client.post(url, posted | {name: [nonsense] for name in fields})

            assert answer.status_code == 200, nonsense
            assert set(fields) <= set(answer.context["adminform"].form.errors), nonsense

    def test_keeps_a_foreign_contact_that_was_there(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        north["Intervention"].contacts.add(south["Contact"])
        url = address(Intervention, "change", north["Intervention"].pk)

        answer = client.post(url, form_values(client.get(url)))

        assert answer.status_code == 302
        assert north["Intervention"].contacts.count() == 2

    def test_refuses_a_foreign_row_in_an_inline(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        url = address(Intervention, "change", north["Intervention"].pk)
        posted = form_values(client.get(url))
        posted["continues_to-0-after"] = [str(south["Intervention"].pk)]

        assert client.post(url, posted).status_code == 200
        north["Continuation"].refresh_from_db()
        assert north["Continuation"].after == north["later"]

    def test_refuses_a_road_between_two_strangers(
        self, client: Client, role: str, south: Side
    ) -> None:
        other = make_intervention("En annan offentlig", organisation="Någon annan")

        answer = client.post(
            address(Continuation, "add"), {"before": other.pk, "after": south["later"].pk}
        )

        assert answer.status_code == 200
        assert "before" in answer.context["adminform"].form.errors
        assert not Continuation.objects.filter(before=other).exists()

    def test_refuses_to_add_what_would_be_nobody_s(self, client: Client, role: str) -> None:
        answer = client.post(
            address(Organisation, "add"),
            {"name": "Helt ny", "slug": "helt-ny", "kind": "company", "review_interval": "365"},
        )

        assert answer.status_code == 403
        assert "något av dina uppdrag" in answer.content.decode()
        assert not Organisation.objects.filter(slug="helt-ny").exists()

    def test_adds_a_unit_of_one_s_own(self, client: Client, role: str, north: Side) -> None:
        unit = {
            "name": "Ny enhet", "slug": "ny-enhet", "kind": "other", "parent": north["home"].pk,
            "review_interval": "365",
        }  # fmt: skip

        assert client.post(address(Organisation, "add"), unit).status_code == 302

    @pytest.mark.parametrize("action", ["mark_reviewed", "pause", "end"])
    def test_of_many_at_once_leaves_others_alone(
        self, client: Client, role: str, south: Side, action: str
    ) -> None:
        foreign = south["later"]
        before = Intervention.objects.values().get(pk=foreign.pk)

        client.post(
            address(Intervention, "changelist"),
            {"action": action, "_selected_action": [foreign.pk]},
        )

        assert Intervention.objects.values().get(pk=foreign.pk) == before

    def test_as_a_copy_cannot_move_it_to_others(
        self, client: Client, role: str, north: Side, south: Side
    ) -> None:
        url = address(Intervention, "change", north["Intervention"].pk)
        posted = form_values(client.get(url)) | {
            "_saveasnew": ["1"], "name": ["Kopian"], "organisation": [str(south["home"].pk)],
        }  # fmt: skip

        client.post(url, posted)

        assert not Intervention.objects.filter(name="Kopian").exists()

    def test_gives_nobody_new_powers(self, client: Client, role: str, north: Side) -> None:
        me = north["User"] if role == "editor" else north["staff"]

        client.post(address(User, "change", me.pk), {"username": me.username, "is_superuser": "on"})

        me.refresh_from_db()
        assert not me.is_superuser


class TestProposing:
    def test_is_offered_where_changing_is_refused(
        self, client: Client, north: Side, south: Side
    ) -> None:
        client.force_login(north["User"])
        foreign = south["later"]

        page = client.get(address(Intervention, "change", foreign.pk))

        assert page.status_code == 403
        link = reverse("admin:catalogue_intervention_propose", args=[foreign.pk])
        assert link in page.content.decode()
        assert client.get(link).status_code == 200

    def test_says_nothing_of_a_draft(self, client: Client, north: Side, south: Side) -> None:
        client.force_login(north["User"])

        page = client.get(address(Intervention, "change", south["Intervention"].pk))

        link = reverse("admin:catalogue_intervention_propose", args=[south["Intervention"].pk])
        assert link not in page.content.decode()
        assert client.get(link).status_code == 404

    def test_reaches_the_one_who_keeps_the_entry(
        self, client: Client, north: Side, south: Side
    ) -> None:
        client.force_login(south["User"])

        page = client.get(address(catalogue.Suggestion, "changelist"))

        assert list(page.context["cl"].result_list) == [south["Suggestion"]]

    def test_reaches_the_staff_when_it_is_about_no_entry(self, client: Client, north: Side) -> None:
        general = catalogue.Suggestion.objects.create(kind="missing", text="Saknas", imprint="x")

        for person, sees in ((north["staff"], True), (north["User"], False)):
            client.force_login(person)
            page = client.get(address(catalogue.Suggestion, "changelist"))
            assert (general in page.context["cl"].result_list) == sees

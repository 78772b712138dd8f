"""Help while an entry is written: a look that stores nothing, with scripts and without."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from catalogue.models import Assignment, Intervention, Organisation, User, WorkingCopy
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.test_pages import address
from tests.catalogue.admin.test_workflow import opened, press, signed_in, text, url
from tests.factories import make_complete, make_intervention, make_organisation

PANEL = "admin:catalogue_intervention_advice"


@pytest.fixture
def home(db: None) -> Organisation:
    return make_organisation("Ängsby kommun", approval=Organisation.Approval.STAFF)


@pytest.fixture
def entry(home: Organisation) -> Intervention:
    return make_complete("Boendestöd", organisation=home, summary="Den publicerade")


@pytest.fixture
def anna(home: Organisation) -> Client:
    """An editor who may not publish: saving what is public makes a working copy."""
    user = User.objects.create_user("anna")
    Assignment.objects.create(user=user, organisation=home)
    return signed_in(user)


@pytest.fixture
def kim(db: None) -> Client:
    return signed_in(User.objects.create_superuser("kim"))


def stored() -> tuple[int, ...]:
    counted = (Intervention, WorkingCopy, LogEntry, Version)
    return tuple(model.objects.count() for model in counted)


def ask(client: Client, **texts: str) -> Any:
    return client.post(reverse(PANEL), texts)


class TestTheButton:
    def test_shows_what_can_be_said_of_what_was_typed(
        self,
        kim: Client,
        entry: Intervention,
    ) -> None:
        before = stored()

        answer = press(kim, entry, "_check", summary="Ring Anna Ek på AF.", content="Du är " * 30)

        advice = answer.context["advice"]
        assert (advice.length, advice.persons) == (19, ["Anna Ek"])
        assert advice.abbreviations == ["Arbetsförmedlingen (AF)"]
        assert advice.long_sentences == [("Du är Du är Du är", 60)]
        assert 'value="Ring Anna Ek på AF."' in text(answer)
        assert entry.summary == "Den publicerade"
        assert stored() == before

    def test_judges_nothing(self, kim: Client, entry: Intervention) -> None:
        answer = press(kim, entry, "_check", name="", hours_to="många")

        assert "errornote" not in text(answer)

    def test_helps_with_a_new_entry(self, kim: Client, home: Organisation) -> None:
        page = address(Intervention, "add")

        answer = kim.post(page, form_values(kim.get(page)) | {"summary": "Hej", "_check": "1"})

        assert answer.context["advice"].length == 3
        assert not Intervention.objects.exists()

    def test_leaves_a_working_copy_as_it_is(
        self,
        anna: Client,
        entry: Intervention,
    ) -> None:
        press(anna, entry, "_save", summary="I kopian")
        form = opened(anna, entry)

        answer = press(anna, entry, "_check", form, summary="Längre i kopian")

        assert answer.context["seen"] == form["_seen"][0]
        assert answer.context["advice"].length == 15
        assert WorkingCopy.objects.get().values["summary"] == "I kopian"
        assert entry.continues_to.count() == 1


class TestThePanel:
    def test_answers_while_somebody_writes(self, kim: Client) -> None:
        answer = ask(kim, name="Nytt", summary="Vi på FK hjälper dig.", _said="0")

        assert "21 av 200 tecken" in text(answer)
        assert "Försäkringskassan (FK)" in text(answer)
        assert "Granska texten: 1 att se över." in text(answer)

    def test_says_nothing_aloud_that_it_has_said(self, kim: Client) -> None:
        answer = ask(kim, name="Nytt", summary="Vi på FK hjälper dig.", _said="1")

        assert 'role="status"' not in text(answer)

    def test_names_the_words_that_lead_here_and_no_blunt_ones(
        self,
        kim: Client,
    ) -> None:
        answer = ask(kim, content="Stöd vid utmattningssyndrom.")

        (leading,) = [row for row in answer.context["advice"].leading if "utm" in row.said]
        assert "gått in i väggen" in leading.words
        assert "utbränd" not in text(answer).replace("utbrändhet", "")

    @pytest.mark.parametrize(
        "bad", [{"name": "\x00", "_number": "x"}, {"content": "å" * 300_000}, {"_number": "9" * 30}]
    )
    def test_survives_bad_input(self, kim: Client, bad: dict[str, str]) -> None:
        assert ask(kim, **bad).status_code == 200

    def test_is_for_those_who_write(self, client: Client, db: None) -> None:
        assert ask(client).status_code == 302
        client.force_login(User.objects.create_user("ny", is_staff=True))
        assert ask(client).status_code == 302


class TestLikelyDoubles:
    def test_are_public_ones_and_ones_own(
        self,
        anna: Client,
        home: Organisation,
    ) -> None:
        elsewhere = make_organisation("Sydstads kommun")
        public = make_intervention("Jobbspåret", organisation=elsewhere)
        make_intervention("Jobbspåren", organisation=elsewhere, status="draft")
        own = make_intervention("Jobb-spåret", organisation=home, status="draft")

        answer = ask(anna, name="Jobbspåret")

        assert answer.context["advice"].doubles == [public, own]
        assert f'href="{public.get_absolute_url()}"' in text(answer)
        assert "Sydstads kommun" in text(answer)
        assert f'href="{url(own)}"' in text(answer)

    def test_may_be_called_something_else_that_means_the_same(
        self,
        kim: Client,
    ) -> None:
        row = make_intervention("IPS i Ängsby")

        assert ask(kim, name="Individual Placement and Support").context["advice"].doubles == [row]

    def test_are_never_the_entry_itself(
        self,
        kim: Client,
        entry: Intervention,
    ) -> None:
        assert press(kim, entry, "_check").context["advice"].doubles == []


class TestAPreview:
    def test_is_the_public_page_with_what_was_typed(
        self,
        anna: Client,
        entry: Intervention,
    ) -> None:
        before = stored()

        answer = press(
            anna, entry, "_preview", content="Så går det till nu.", method="Metoden nu.",
            **{"routes-TOTAL_FORMS": "1", "routes-0-sender": "self", "routes-0-how": "Ring nu",
               "routes-0-cost_kind": "free"},
        )  # fmt: skip

        for words in ("inget är sparat", "Så går det till nu.", "Metoden nu.", "Ring nu"):
            assert words in text(answer)
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert 'content="noindex, nofollow"' in text(answer)
        assert "no-store" in answer["Cache-Control"]
        assert stored() == before
        assert (entry.content, entry.routes.count()) == ("", 0)

    def test_shows_a_working_copy(
        self,
        anna: Client,
        entry: Intervention,
    ) -> None:
        press(anna, entry, "_save", content="Det som står i kopian.")

        answer = press(anna, entry, "_preview", summary="Och det som skrivs nu.")

        assert "Det som står i kopian." in text(answer)
        assert "Och det som skrivs nu." in text(answer)
        assert WorkingCopy.objects.get().values["summary"] == "Den publicerade"

    def test_shows_an_entry_that_is_not_there_yet(
        self,
        kim: Client,
        home: Organisation,
    ) -> None:
        page = address(Intervention, "add")
        typed = {"name": "Helt ny", "organisation": str(home.pk), "_preview": "1"}
        before = stored()

        answer = kim.post(page, form_values(kim.get(page)) | typed)

        assert "<h1>Helt ny</h1>" in text(answer)
        assert stored() == before

    def test_tells_what_stands_in_its_way(
        self,
        kim: Client,
        entry: Intervention,
    ) -> None:
        answer = press(kim, entry, "_preview", name="", summary="Ring Anna Ek.")

        assert "Sidan kan inte visas än" in text(answer)
        assert "<li>Namn: " in text(answer)
        assert "Kort beskrivning: Det ser ut att stå en persons namn" in text(answer)

    @pytest.mark.parametrize("button", ["_check", "_preview"])
    def test_is_not_for_others(
        self,
        anna: Client,
        kim: Client,
        home: Organisation,
        button: str,
    ) -> None:
        theirs = make_intervention(
            "Någon annans", organisation=make_organisation("Sydstads kommun")
        )
        form = opened(kim, theirs)

        assert press(anna, theirs, button, form).status_code == 403

"""The page of one entry on paper: two sheets at most, and whom to call first."""

import pytest

from catalogue.models import Intervention
from tests.browser.conftest import serving
from tests.browser.paper import COLOURED, sheets
from tests.factories import make_contact, make_intervention

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LONG = "Ett långt ord om arbetslivsinriktad rehabilitering och mycket annat. "


@pytest.fixture(scope="module")
def site(prepared, django_db_blocker):
    """A site with the exemplary förbund, where every field is filled."""
    with django_db_blocker.unblock():
        yield from serving(prepared["exemplary"])


def fullest() -> Intervention:
    """The entry with most ways in, beside all else."""
    told = Intervention.objects.exclude(easy_how="").filter(status="open", queue_days__gt=0)
    return max(told, key=lambda entry: (entry.routes.count(), len(entry.content)))


@pytest.mark.parametrize("language", ["", "/ar", "/en", "/sv-simple"])
class TestAnEntryOnPaper:
    def test_is_two_sheets_that_begin_with_whom_to_call(self, visit, language):
        entry = fullest()
        page = visit(language + entry.get_absolute_url())

        paper = sheets(page)

        assert len(paper) <= 2
        assert page.url in paper[0].replace(" ", "")
        number = page.locator(".call-number").inner_text()
        assert number in paper[0][:900]

    def test_is_dark_on_white_whatever_colours_the_reader_has(self, visit, language):
        page = visit(language + fullest().get_absolute_url())
        page.emulate_media(media="print", color_scheme="dark", forced_colors="active")

        assert page.evaluate(COLOURED) == []

    def test_has_nothing_to_press_nor_anything_like_it(self, visit, language):
        page = visit(language + fullest().get_absolute_url())
        page.emulate_media(media="print")

        for part in ("button", "nav", ".pick", ".crumbs", "#liknande", "#fakta", "#dela"):
            assert not any(shown.is_visible() for shown in page.locator(part).all())


class TestAnEntryThatSaysAllThatFits:
    def test_is_two_sheets_as_well_and_tells_where_the_rest_is(self, live_server, page):
        entry = make_intervention(
            (LONG * 3)[:190], summary=(LONG * 4)[:200], content=LONG * 25, purpose=LONG * 15,
            criteria=LONG * 15, exclusion=LONG * 10, referral=LONG * 10, cost=(LONG * 5)[:300],
            income_note=(LONG * 5)[:300], travel=(LONG * 5)[:200], intake=(LONG * 3)[:200],
            extent=(LONG * 3)[:200], duration=(LONG * 3)[:200], queue_days=30, area_note=LONG * 3,
            requirements=[f"Krav {n} {LONG[:60]}" for n in range(8)],
            need_groups=[f"Behov {n} {LONG[:60]}" for n in range(8)],
        )  # fmt: skip
        entry.contacts.add(make_contact("Samordnaren", phone="021-12 34 56", best_way=LONG * 2))
        for sender in ("health_centre", "social_services", "employment_office"):
            entry.routes.create(sender=sender, how=LONG * 4, before=LONG * 2, enclose=LONG * 2)
        page.goto(live_server.url + entry.get_absolute_url())

        paper = sheets(page)

        assert len(paper) <= 2
        assert "021-12 34 56" in paper[0]
        assert "Hela sidan finns på adressen högst upp." in " ".join(paper)

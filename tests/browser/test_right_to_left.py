"""Pages in the languages that are written from right to left fit, on a phone as on a desk."""

import pytest

from tests.browser.pages import entry
from tests.browser.waiting import WIDTH

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
ADDRESSES = [
    "/ar/",
    "/ar/insatser/?q=utmattning&kommun=vasteras",
    "/ar/lista/?i=1&i=2&i=3",
    "/ar/lista/jamfor/?i=1&i=2",
    "/ar/lista/blad/?i=1&i=2",
    "/ar/hitta/?fraga=svar&kommun=amal",
    "/ar/kommuner/vasteras/",
    "/ar/organisationer/",
    "/ar/om/",
    "/fa-af/",
    "/fa-af/hitta/",
]


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_fits_and_is_drawn_from_the_right(visit, width):
    for address in [*ADDRESSES, f"/ar{entry()}"]:
        page = visit(address, width=width)

        assert page.evaluate(WIDTH) <= width, address
        swedish = address in {"/ar/om/", "/fa-af/hitta/"}
        assert page.evaluate("document.documentElement.dir") == ("ltr" if swedish else "rtl")
        page.close()

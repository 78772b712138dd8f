"""That every page is valid HTML, as the Nu Html Checker sees it."""

import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.conf import settings

from tests.browser.pages import PAGES, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
CHECKER = settings.BASE_DIR / "tools/html/node_modules/vnu-jar/build/dist/vnu.jar"


def html(url: str) -> bytes:
    try:
        with urlopen(url) as answer:  # noqa: S310 - the test's own server
            return answer.read()
    except HTTPError as error:  # a page that says what went wrong is a page, too
        return error.read()


def test_every_page_is_valid(site: str, tmp_path: Path) -> None:
    for number, (name, page_address) in enumerate(PAGES):
        file = tmp_path / f"{number:02} {name.replace('/', ' ')}.html"
        file.write_bytes(html(site + address(page_address)))

    # The stack is for the checker's own long rules.
    run = subprocess.run(
        ["java", "-Xss8m", "-jar", CHECKER, "--errors-only", *tmp_path.glob("*.html")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert len(list(tmp_path.glob("*.html"))) == len(PAGES)
    assert run.stderr.replace(f"file:{tmp_path}/", "") == ""

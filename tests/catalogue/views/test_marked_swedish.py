"""On a page in another language all that is Swedish says so, to a screen reader as to a browser."""

import re
from html.parser import HTMLParser
from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from catalogue.models import Intervention, Organisation
from catalogue.visitor.questions import NAMES

pytestmark = pytest.mark.django_db
FOLDERS = {"sv-simple": "sv_Simple", "en": "en", "ar": "ar", "fi": "fi", "so": "so", "uk": "uk"}
SPOKEN = {"alt", "aria-label", "content", "placeholder", "title"}
VOID = {"area", "br", "circle", "col", "hr", "img", "input", "link", "meta", "path", "rect", "use"}
ADDRESSES = (
    "/",
    "/behov/",
    "/behov/utmattning/",
    *(f"/hitta/?fraga={name}" for name in NAMES),
    "/hitta/?kommun=kinda&alder=30&kraver_inte=grupp&fraga=svar",
    "/hitta/?behov=vald&alder=99&kommun=kinda&fraga=svar",
    "/insatser/",
    "/insatser/?q=utmattning+gratis+Kinda&tilltrade=egen-ansokan&sortera=ko",
    "/insatser/?q=god+man+xyzzy&kommun=kinda",
    "/insatser/?q=vill+ta+sj%C3%A4lvmord",
    "/lista/",
    "/lista/?i={ended}&i={running}&i={other}&i=999999&q=jobb",
    "/lista/jamfor/?i={running}&i={other}",
    "/lista/blad/?i={ended}&i={running}&i={other}",
    "/insatser/{running}-x/",
    "/insatser/{ended}-x/",
    "/kommuner/",
    "/kommuner/kinda/",
    "/organisationer/",
    "/organisationer/{organisation}/",
    "/insatser/999999-x/",
)


class Unmarked(HTMLParser):
    """Gathers what is said in the language of the page itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page  # its language
        self.texts: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        other = told.get("lang", self.page if tag == "html" else "") not in {"", self.page}
        swedish = other or (self.silent and "lang" not in told)
        if not swedish:
            self.texts += [value for name, value in attributes if name in SPOKEN and value]
        if tag not in VOID:
            self.open.append((tag, swedish or tag in {"script", "style"}))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not self.silent:
            self.texts.append(" ".join(data.split()))

    @property
    def silent(self) -> bool:
        return bool(self.open) and self.open[-1][1]


def unmarked(page: str, language: str) -> list[str]:
    reader = Unmarked(language)
    reader.feed(page)
    return [text for text in reader.texts if not text.startswith("http")]


def swedish_texts(language: str) -> re.Pattern[str]:
    """Return what finds every text of the site that is another in the language."""
    path = settings.BASE_DIR / "locale" / FOLDERS[language] / "LC_MESSAGES" / "django.po"
    found, same = set(), set()
    for message in read_po(BytesIO(path.read_bytes())):
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        told = message.string if isinstance(message.id, tuple) else (message.string,)
        same |= {part for text in told for part in pieces(text)}
        found |= {part for text in texts if text not in told for part in pieces(text)}
    spoken = " ".join(same).casefold()
    sought = [re.escape(part) for part in found if part.casefold() not in spoken]
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(sought, key=len, reverse=True))})(?!\w)")


def pieces(text: str) -> list[str]:
    """Return the literal parts of a text that are long enough to be known again."""
    parts = re.split(r"%\(\w+\)s|\{n\}", text)
    return [part.strip() for part in parts if len(part.strip()) > (3 if len(parts) == 1 else 9)]


@pytest.fixture
def numbers(demo):
    running = Intervention.objects.published().filter(status="open").exclude(cost="")
    first, second = running.order_by("pk")[:2]
    ended = Intervention.objects.filter(status__in=["ended", "replaced"])
    return {
        "running": first.pk,
        "other": second.pk,
        "ended": ended.order_by("-pk")[0].pk,
        "organisation": Organisation.objects.filter(interventions__isnull=False).first().slug,
    }


@pytest.mark.parametrize("language", FOLDERS)
def test_no_text_of_the_site_stands_in_swedish(client, numbers, language):
    swedish, faults = swedish_texts(language), []
    for address in ADDRESSES:
        asked = f"/{language}{address.format(**numbers)}"
        page = client.get(asked, follow=True).content.decode()
        assert f'<html lang="{language}"' in page, asked
        told = [(text, swedish.search(text)) for text in unmarked(page, language)]
        faults += [f"{asked}: {text[:90]} [{found[0]}]" for text, found in told if found]
    assert not faults, "\n".join(faults)

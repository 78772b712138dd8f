import json

import pytest
from django.conf import settings

from catalogue.plain_language.named_persons import named_persons


class TestNamedPersons:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Anna Svensson hjälper dig.", ["Anna Svensson"]),
            ("Samtal med Fatima Hassan varje vecka.", ["Fatima Hassan"]),
            ("Fråga Anna Ek", ["Anna Ek"]),
            ("Ann-Marie Ek", ["Ann-Marie Ek"]),
            ("Carl von Sydow, Eva M. Berg", ["Carl von Sydow", "Eva M. Berg"]),
            ("Ali al-Hassan", ["Ali al-Hassan"]),
            ("ANNA SVENSSON", ["ANNA SVENSSON"]),
            ("Anna Svenssons grupp", ["Anna Svenssons"]),
            ("Kontakta Anna på arbetsmarknadsenheten.", ["Anna"]),
            ("Anna, 070-123 45 67", ["Anna"]),
            ("Mejla anna.svensson@exempel.se", ["anna.svensson@exempel.se"]),
        ],
    )
    def test_are_found(self, text, found):
        assert named_persons(text) == found

    @pytest.mark.parametrize(
        "text",
        [
            "Lisa Andersson-metoden",
            "Karl Johan-skolan",
            "Anna Lindhs plats 4",
            "Sven Hultins gata 9",
            "Erik Dahlbergsgatan 3",
            "Sök Erik Dahlbergs gymnasium.",
            "Astrid Lindgrens barnsjukhus",
            "Stiftelsen Anna Eriksson",
            "Sankta Maria Magdalena",
            "Kontakta Maria Ungdom eller Mini-Maria Göteborg.",
            "Kontakta Maria församling",
            "Fontänhuset",
            "Emma AB",
            "Välkommen Anna. Kom hit",
            "Ring 0512-100 00",
            "kontakt.arbete@exempel.se",
            "Bo Bra Hemma, Rita Och Måla, Nora Bibliotek",
        ],
    )
    def test_are_not_what_is_named_after_them(self, text):
        assert named_persons(text) == []

    def test_are_not_in_the_demo_catalogue(self):
        path = settings.BASE_DIR / "fixtures" / "interventions.json"
        entries = json.loads(path.read_text(encoding="utf-8"))

        assert [named_persons(json.dumps(e, ensure_ascii=False)) for e in entries] == [[]] * 121

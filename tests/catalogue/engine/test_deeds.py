"""Who does what to whom."""

from itertools import chain

import pytest

from catalogue.engine.language import words_of
from catalogue.engine.vocabulary import Vocabulary, read_groups
from catalogue.engine.vocabulary.deeds import deeds_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("words"),  # built once, in one worker
]

BY_ME = [
    ("jag slår min sambo", "slå"),
    ("har slagit min tjej", "slå"),
    ("igår slog jag henne", "slå"),
    ("jag är rädd för att jag ska slå", "slå"),
    ("tog strypgrepp på min sambo", "slå"),
    ("I hit my wife", "slå"),
    ("min man vill sluta slå", "slå"),
    ("jag kan bli så våldsam", "våldsam"),
    ("våldsam mot min fru", "våldsam"),
    ("min fru är rädd för mig", "rädd för mig"),
    ("jag kontrollerar min tjejs mobil", "kontrollera"),
    ("jag dricker", "dricka"),
    ("män som slår", "slå"),
    ("för dig som hotar", "hota"),
    ("jag är elak mot mina barn", "skada"),
    ("rädd att jag gör mina barn illa", "skada"),
    ("jag är man och slår min man", "slå"),
    ("vi vill gifta bort vår dotter", "gifta bort"),
    ("jag förgrep mig på ett barn", "förgripa"),
]
BY_OTHER = [
    ("pappa slår mig", "slå"),
    ("min man slår", "slå"),
    ("blir slagen", "slå"),
    ("jag är rädd för att han ska slå mig", "slå"),
    ("min man som slår", "slå"),
    ("han slår sin fru", "slå"),
    ("my husband hits me", "slå"),
    ("bor med min våldsamma man", "våldsam"),
    ("hotad av mitt ex", "hota"),
    ("kollar min mobil", "kontrollera"),
    ("han gör mig illa", "skada"),
    ("de vill gifta bort mig", "gifta bort"),
    ("hon är elak mot mig", "skada"),
]
UNTOLD = [
    "slår",
    "jag slog i huvudet",
    "jag slog mig",
    "slår mig själv",
    "slår sönder saker",
    "elev som slår",
    "hotad av vräkning",
    "jag kontrollerar spisen",
    "kom hit i morgon",
    "min man dricker",
    "jag gör mig illa",
    "jag gifter mig i sommar",
]


@pytest.fixture(scope="module")
def deeds(analyser):
    return deeds_for(analyser)


class TestDeeds:
    @pytest.mark.parametrize(("text", "deed"), BY_ME)
    def test_are_mine(self, deeds, text, deed):
        assert list(deeds.read(words_of(text)).values()) == [f"{deed}@jag"]

    @pytest.mark.parametrize(("text", "deed"), BY_OTHER)
    def test_are_another_persons(self, deeds, text, deed):
        assert list(deeds.read(words_of(text)).values()) == [f"{deed}@annan"]

    @pytest.mark.parametrize("text", UNTOLD)
    def test_are_nobodys_where_the_text_does_not_tell(self, deeds, text):
        assert deeds.read(words_of(text)) == {}

    def test_lead_to_help_for_either_side(self, analyser):
        vocabulary = Vocabulary(read_groups(), analyser)
        led = {
            who: {e.phrase.text for e in vocabulary.expansions(vocabulary.keys(words_of(text)))}
            for who, text in (("me", "jag slår"), ("other", "slår mig"))
        }

        assert "våldsutövare" in led["me"] - led["other"]
        assert "våldsutsatt" in led["other"]

    def test_know_what_is_for_the_other_side(self, analyser, deeds):
        vocabulary = Vocabulary(read_groups(), analyser)
        [mine] = vocabulary.stands(("slå@jag",))
        either = chain(deeds.is_for(mine), deeds.is_for(mine.other))

        assert mine.is_mine
        assert not mine.other.is_mine
        assert all(vocabulary.has(vocabulary.phrase(text).keys) for text in either)

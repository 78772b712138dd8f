"""Signs of danger and despair, said in ways that no list of phrases holds."""

import json
from pathlib import Path

import pytest

from catalogue.engine.language import words_of
from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import Distress, Vocabulary, distress, read_groups, signs_for
from tests.catalogue.engine.factories import CATALOGUE, make_document, make_index, plan_of

pytestmark = pytest.mark.xdist_group("words")  # built once, in one worker

DANGER = [
    "överdos",
    "hon har tagit en överdos",
    "har tagit för många tabletter",
    "jag har svalt en massa sömntabletter",
    "tog hela burken alvedon",
    "barnet har druckit klorin",
    "han andas inte",
    "akut psykos ring vem",
    "hör röster som säger att jag ska skada mig",
    "rösterna vill att jag ska hoppa",
    "vågar inte gå hem",
    "hem till honom törs jag inte",
    "hon är hotfull mot mig",
    "mitt ex hotar barnen",
    "han står med en kniv mot mig",
    "självmordslinjen",
    "jag tänker ta mitt liv",
    "rädd att jag ska skada min bebis",
    "took too many pills",
    "afraid to go home",
    "بلعت الكثير من الحبوب",
    "أخاف أن أعود إلى البيت",
    "наковтався таблеток",
    "хочу умереть",
    "боюсь идти домой",
    "قرص زیاد خوردم",
    "otin liikaa lääkkeitä",
    "wziąłem za dużo tabletek",
    "inuu i dilo ayaan ka baqayaa",
]
DESPAIR = [
    "jag orkar inte mer",
    "orkar snart inte längre",
    "finns ingen mening längre",
    "allt känns hopplöst",
    "ser ingen utväg",
    "känner mig som en börda",
    "i can't take it anymore",
    "لم أعد أحتمل",
    "більше не можу",
    "больше не могу",
    "en jaksa enää",
    "nie mam już siły",
]
ORDINARY = [
    "har svårt att ta mina tabletter",
    "tar tabletter mot ångest",
    "tagit för många lån",
    "hör dåligt",
    "hör röster i radion",
    "vågar inte åka buss",
    "vågar inte gå till tandläkaren",
    "min chef hotar mig med uppsägning",
    "hotad av vräkning",
    "min granne är hotfull",
    "motverka överdoser",
    "orkar inte jobba",
    "hopplöst att hitta jobb",
    "vi bråkar jämt jag och min sambo ska vi separera eller inte",
    "jag är 57 och ingen vill anställa mig för att jag är för gammal",
    "hur gör jag om jag vill sluta röka på men inte vågar berätta för soc",
]

# Searches in distress, and ordinary ones that look like them. All sets were written before
# anybody looked at how they would be read; from those that are measured nothing is ever learned.
FOLDER = Path(__file__).parent
LOOKED_AT = json.loads((FOLDER / "distress-searches.json").read_text("utf-8"))
MEASURED = json.loads((FOLDER / "distress-measured.json").read_text("utf-8"))
LEAST_HEARD = {
    "first": 1.0,
    "second": 1.0,
    "third": 0.94,
    "fourth": 0.95,
}  # of those in danger, by the help box itself
MOST_FALSE = 0.025  # of what was written to sound like distress


@pytest.fixture(scope="module")
def index(analyser):
    return make_index(analyser, (make_document(n, name) for n, name in enumerate(CATALOGUE, 1)))


class TestDistress:
    @pytest.mark.parametrize(
        ("texts", "level"),
        [(DANGER, Distress.DANGER), (DESPAIR, Distress.DESPAIR), (ORDINARY, Distress.NONE)],
        ids=["danger", "despair", "ordinary"],
    )
    def test_is_read_as_grave_as_it_is(self, index, texts, level):
        misread = [text for text in texts if plan_of(text, index).distress is not level]

        assert misread == []

    @pytest.mark.slow
    def test_is_heard_in_searches_as_people_type_them(self, index, analyser):
        vocabulary = Vocabulary(read_groups(), analyser)
        false: list[bool] = []
        for name, searches in {**LOOKED_AT, **MEASURED}.items():
            read = {
                level: [make_plan(text, index, vocabulary).distress for text in searches[level]]
                for level in searches
            }
            danger = read["DANGER"]
            assert danger.count(Distress.DANGER) >= LEAST_HEARD[name] * len(danger)
            false += map(bool, read["NONE"])

        assert sum(false) <= MOST_FALSE * len(false)

    @pytest.mark.parametrize(
        "text",
        [
            "min man hotar mig och handläggaren svarar inte på telefon när jag ringer",
            "jag orkar inte mer och vet inte vad jag ska göra för jag har inget jobb",
        ],
    )
    def test_is_not_taken_back_by_what_is_said_of_another_matter(self, index, text):
        assert plan_of(text, index).distress

    @pytest.mark.parametrize(
        "text", ["tog alldeles for manga piller", "hör roster som vill att jag ska dö"]
    )
    def test_is_heard_where_dots_are_missing(self, index, text):
        assert plan_of(text, index).distress is Distress.DANGER

    def test_is_not_heard_in_an_idiom(self, index, analyser):
        vocabulary = Vocabulary(read_groups(), analyser)

        assert not make_plan("slå mig fri från skulder", index, vocabulary).distress
        assert make_plan("slå mig fri från min man som slår mig", index, vocabulary).distress

    @pytest.mark.slow
    def test_is_read_through_a_typing_error(self, index, analyser):
        plan = make_plan("tog alla tabbletter", index, Vocabulary(read_groups(), analyser))

        assert plan.distress is Distress.DANGER

    def test_is_looked_for_also_beyond_the_words_that_are_searched_for(self, index):
        story = "vi bor i ett hus och har två barn och en hund " * 4

        plan = plan_of(f"{story} och han hotar mig", index)

        assert plan.shortened
        assert plan.distress is Distress.DANGER

    def test_wants_its_parts_near_each_other(self, analyser):
        far = "tagit studenten " + "och flyttat till en annan stad " * 3 + "många tabletter"

        assert signs_for(analyser).read(words_of(far), analyser) is Distress.NONE

    def test_wants_fear_and_home_still_nearer(self, analyser):
        signs = signs_for(analyser)
        home = "kom hem från en kurs på komvux och är livrädd"

        assert signs.read(words_of("livrädd för att gå hem"), analyser) is Distress.DANGER
        assert signs.read(words_of(home), analyser) is Distress.NONE

    def test_takes_a_word_as_it_is_typed_where_another_inflection_is_another_matter(self, analyser):
        signs = signs_for(analyser)

        assert signs.read(words_of("allt är slut"), analyser) is Distress.DESPAIR
        assert signs.read(words_of("alla har slutat"), analyser) is Distress.NONE
        assert signs.read(words_of("min bror blev skjuten"), analyser) is Distress.DANGER
        assert signs.read(words_of("skjuta upp saker"), analyser) is Distress.NONE

    def test_is_read_in_bounded_work_when_all_is_said_over_and_over(self, analyser, monkeypatch):
        looked: list[object] = []
        near = distress._near
        monkeypatch.setattr(distress, "_near", lambda *of: looked.append(1) or near(*of))
        words = words_of("tog alla medicin läkaren " * 20)

        signs_for(analyser).read(words, analyser)

        assert len(looked) <= 20**3 * 3

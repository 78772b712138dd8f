"""How often the help box opens for a search that tells of no distress, on every judged set."""

import pytest

from catalogue.engine.plan import make_plan
from catalogue.engine.vocabulary import Vocabulary, read_groups
from tests.catalogue.engine.factories import make_index
from tests.search_quality.documents import interventions
from tests.search_quality.sets import NEGATIVES, SETS, path_of, read

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("verdicts"),  # built once, in one worker
]

# Read one by one: these searches do tell of danger, violence or despair.
TELLS = {
    "våldsutsatt kvinna",
    "min man slår mig vart kan jag vända mig",
    "våld",
    "självmord",
    "barngrupp våld",
    "valdsutovare",
    "misshandel",
    "stod till valdsutsatta",
    "härbärge",
    "ዓመጽ ኣብ ስድራቤት",
    "hedersfortryck",
    "finns det nånstans att sova i natt",
    "jag har slagit min tjej och vill sluta",
    "vem hjälper mig om min man slår mig",
    "rabshad guriga",
    "خشونت خانوادگی",
    "grannen skriker och det låter som att han slår sin fru vad gör man",
    "killen kollar min mobil och bestämmer vilka jag får träffa",
    "mina föräldrar vill gifta bort mig i sommar",
    "har vart med i ett gäng o vill bort men dom hotar mig",
    "pappa till två tonåringar, vi bråkar jämt, jag orkar inte mer",
    "Mannen vill sluta slå sin fru, finns något frivilligt?",
    "Sambon tog sitt liv i våras, hon klarar inte att arbeta",
    "hotas av exmannen, behöver komma undan, Västerås",
    "kan man ringa anonymt om sin kille som slås",
    "زوجي يضربني وأحتاج إلى مكان آمن لي ولأطفالي",
    "vaimollani on dementia, en jaksa enää yksin hoitaa häntä",
    "Jag får inte gå ut själv och min bror kollar min telefon varje kväll",
    "dom vill jifta bort mig",
    "Min klient har förlorat sin son genom suicid i vintras och kommer inte vidare",
    "flicka 16 hotas bli bortgift av pappan, storebror vaktar",
    "زوجي يضربني وأحتاج مكانا آمنا لي ولأطفالي",
    "dottern skär sig",
    "vi vårdar mamma hemma i åtvidaberg och orkar snart inte mer",
    "våldsutsatt kvinna hemlös västerås akut",
    "my husband hits me where can i go",
    "vald i nara relation",
    "Flicka 16 år vars bröder bestämmer vem hon får umgås med",
    "kalmar skydd för mig och ungarna han är farlig",
    "Vem tar hunden om jag måste fly från min sambo?",
    "behandling för män som slår",
    "min granne hör röster och släpper inte in någon",
    "var kan man sova inatt om man inte har nånstans",
}
MOST_FALSE = 0.01


@pytest.fixture(scope="module")
def searches() -> list[str]:
    judged = [query["q"] for name in SETS for query in read(path_of(name))["queries"]]
    return [*judged, *read(NEGATIVES)["queries"]]


def test_hardly_any_other_search_opens_the_help_box(analyser, searches):
    index = make_index(analyser, interventions())
    vocabulary = Vocabulary(read_groups(), analyser)

    opened = {text for text in searches if make_plan(text, index, vocabulary).distress}

    assert len(opened - TELLS) <= MOST_FALSE * len(searches)
    assert set(searches) & TELLS <= opened

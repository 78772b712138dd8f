import io
import json

import pytest
from django.core.management import CommandError, call_command

from catalogue.engine.vocabulary import WordGroup
from catalogue.search.evaluation import JudgedQuery, Ranking, ndcg, read_queries, score
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    """Two entries as an import leaves them."""
    training = make_intervention("Arbetsträning i kafé", source="blad", source_id="1")
    advice = make_intervention("Skuldrådgivning", source="blad", source_id="2")
    return training, advice


def said(*arguments, **options):
    output = io.StringIO()
    call_command(*arguments, stdout=output, **options)
    return output.getvalue()


class TestSearch:
    def test_prints_what_is_found_and_why(self, entries):
        text = said("search", "träning", "--why")

        assert "1 insatser" in text
        assert "Arbetsträning i kafé" in text
        assert "träning →" in text

    def test_gives_the_same_as_json(self, entries):
        result = json.loads(said("search", "skuldrådgivning", "--json", "--choose", "lage=oppen"))

        assert [hit["source_id"] for hit in result["hits"]] == ["2"]

    @pytest.mark.parametrize(
        ("words", "weak"),
        [("skuldrådgivning", False), ("lasagne skuldrådgivning", True), ("jag", True), ("", False)],
    )
    def test_calls_weak_all_that_is_no_hit(self, entries, words, weak):
        result = json.loads(said("search", words, "--json"))

        assert {"total", "weak", "distress", "corrections", "recognised", "hits"} <= set(result)
        assert result["weak"] is weak

    def test_refuses_a_choice_that_is_none(self, entries):
        with pytest.raises(CommandError, match="är inget val"):
            said("search", "x", "--choose", "färg=röd")


class TestExplainWords:
    def test_shows_the_parts_of_a_compound(self, entries):
        assert "delar arbete + träning" in said("explain_words", "arbetsträning")


class TestEvaluateSearch:
    def test_scores_and_writes_the_run(self, entries, tmp_path):
        queries = [
            {"id": "a", "q": "arbetsträning", "class": "exact", "relevant": {"1": 3}},
            {"id": "b", "q": "xyzzy", "class": "negative", "relevant": {}},
        ]
        (tmp_path / "q.json").write_text(json.dumps({"queries": queries}))

        text = said("evaluate_search", tmp_path / "q.json", run=tmp_path / "run.json")
        scores = json.loads(said("evaluate_search", tmp_path / "q.json", "--json"))

        assert "2 frågor" in text
        assert scores["alla"]["ndcg"] == 1
        run = json.loads((tmp_path / "run.json").read_text())
        assert run == {"a": {"ids": ["1"], "weak": False}, "b": {"ids": [], "weak": True}}

    def test_tells_of_doubt(self, entries, tmp_path):
        queries = [
            {"id": "a", "q": "arbetsträning", "relevant": {"1": 3}},
            {"id": "b", "q": "skuldrådgivning lasagne", "relevant": {"2": 3}},
            {"id": "c", "q": "skuldrådgivning", "relevant": {}},
        ]
        (tmp_path / "q.json").write_text(json.dumps({"queries": queries}))

        scores = json.loads(said("evaluate_search", tmp_path / "q.json", "--json"))["alla"]

        assert (scores["hits_relevant"], scores["relevant_doubted"]) == (1, 0.5)
        assert scores["false_positives"] == 1
        assert "hits_relevant" in said("evaluate_search", tmp_path / "q.json")

    @pytest.mark.parametrize("content", ["", "[1]", "{}", '{"queries": [{"id": 1}]}'])
    def test_says_what_is_wrong_with_a_file(self, entries, tmp_path, content):
        (tmp_path / "q.json").write_text(content)

        with pytest.raises(CommandError, match="går inte att läsa"):
            said("evaluate_search", tmp_path / "q.json")


class TestMeasures:
    def test_ndcg_is_one_for_the_ideal_order_and_less_for_another(self):
        query = JudgedQuery("a", "x", "exact", {"1": 3, "2": 1}, {}, frozenset())

        assert ndcg(query, Ranking(["1", "2"], weak=False)) == 1
        assert 0 < ndcg(query, Ranking(["2", "1"], weak=False)) < 1

    def test_a_negative_counts_only_when_its_hits_are_not_called_weak(self):
        query = read_queries([{"id": "n", "q": "x", "relevant": {}}])[0]

        assert score([(query, Ranking(["1"], weak=False))]).false_positives == 1
        assert score([(query, Ranking(["1"], weak=True))]).false_positives == 0


class TestBuilding:
    @pytest.mark.django_db(transaction=True)  # nothing is saved of what may be rolled back
    def test_the_index_says_how_many_it_holds(self, entries):
        assert "Sökindexet har 2 insatser" in said("build_index")

    def test_a_lexicon_that_is_right_is_left_alone(self):
        assert said("build_lexicon", "--if-needed") == ""

    def test_a_lexicon_that_other_phrases_taught_is_built_anew(self, monkeypatch):
        command = "catalogue.management.commands.build_lexicon"
        monkeypatch.setattr(f"{command}.read_groups", lambda: [WordGroup("behov", ("ny fras",))])
        monkeypatch.setattr(f"{command}.build_lexicon", lambda path, phrases: f"{phrases}")

        assert "ny fras" in said("build_lexicon", "--if-needed")

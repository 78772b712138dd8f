"""Swedish analysis: folding, tokens, keys, compound parts, and the lexicon as a file."""

import json
from pathlib import Path

import pytest

from catalogue.engine.language import Lexicon, LexiconError, canonical, fold, tokenise
from catalogue.engine.language.build import build_lexicon
from catalogue.engine.vocabulary import read_groups

GOLD = Path(__file__).parents[2] / "search_quality" / "compound-gold.json"


def words(text):
    return [token.word for token in tokenise(text)]


class TestCanonical:
    def test_keeps_swedish_letters(self):
        assert canonical("ÅÄÖ") == "åäö"

    def test_joins_a_letter_with_its_loose_ring(self):
        assert canonical("a\u030amål") == "åmål"

    def test_drops_other_accents(self):
        assert canonical("Café Müsli") == "cafe musli"

    def test_drops_the_vowel_marks_of_arabic(self):
        assert canonical("مُسَاعَدَة") == canonical("مساعدة")


class TestFold:
    def test_takes_the_marks_off_swedish_letters(self):
        assert fold("försäkringskassan") == "forsakringskassan"


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Finsam-coach i Dals-Ed", ["finsam-coach", "i", "dals-ed"]),
            ("AF:s stöd", ["af", "stöd"]),
            ("över 50+ och +50", ["över", "50+", "och", "50+"]),
            ("SFI C–D", ["sfi", "c", "d"]),
            ("допомога мне", ["допомога", "мне"]),
            ("ሥራ ፈላጊ", ["ሥራ", "ፈላጊ"]),
            ("😀 \x00 --", []),
        ],
    )
    def test_finds_words_in_any_script(self, text, expected):
        assert words(text) == expected

    def test_remembers_where_a_word_stood(self):
        text = "Grön REHAB!"

        token = list(tokenise(text))[1]

        assert text[token.start : token.end] == token.surface == "REHAB"

    def test_cuts_an_endless_word(self):
        assert len(words("x" * 10_000)[0]) <= 60


class TestKeys:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("föräldrarna", "förälder"),
            ("skulderna", "skuld"),
            ("våldet", "våld"),
            ("bedömningar", "bedömning"),
            ("boendestödjaren", "boendestödjare"),
            ("kaféet", "café"),
            ("fattiga", "fattig"),
            ("tränar", "träna"),
            ("handlade", "handla"),
        ],
    )
    def test_inflections_share_a_key(self, analyser, one, other):
        assert analyser.key(one) == analyser.key(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("län", "lån"),
            ("fattig", "fattas"),
            ("fånge", "fångar"),
            ("träna", "träd"),
            ("fast", "fastigheter"),
        ],
    )
    def test_different_words_do_not(self, analyser, one, other):
        assert analyser.key(one) != analyser.key(other)


class TestCompoundParts:
    def test_finds_modifier_head_and_what_they_make(self, analyser):
        parts = analyser.part_keys("arbetsträningsplats")

        assert {analyser.key(w) for w in ("arbete", "träning", "arbetsträning")} <= set(parts)

    def test_knows_loan_words_as_heads(self, analyser):
        assert analyser.parts("arbetsträningskafé".replace("é", "e"))[-1] == "kafe"

    def test_knows_those_who_do_something_as_modifiers(self, analyser):
        assert analyser.parts("barnskötarspåret") == ("barnskötare", "spår")

    @pytest.mark.parametrize("word", ["karlstad", "kronobergs", "ungdomar", "missbruket"])
    def test_leaves_names_and_protected_words_whole(self, analyser, word):
        assert analyser.parts(word) == ()

    def test_splits_as_the_gold_says(self, lexicon):
        right = ours = theirs = 0
        for word, parts in json.loads(GOLD.read_text()).items():
            found, expected = cuts(lexicon.split(word)), cuts(parts)
            right += len(found & expected)
            ours += len(found)
            theirs += len(expected)

        assert 2 * right / (ours + theirs) >= 0.96


def cuts(parts):
    places, place = set(), 0
    for part in parts[:-1]:
        place += len(part)
        places.add(place)
    return places


class TestElision:
    def test_completes_a_compound_that_stands_for_two(self, analyser):
        terms = analyser.analyse("Budget- och skuldrådgivning").words

        assert analyser.key("budgetrådgivning") in {key for word in terms for key in word.whole}


class TestLexicon:
    def test_missing_is_said_in_one_sentence(self, tmp_path):
        with pytest.raises(LexiconError, match="saknas i"):
            Lexicon(tmp_path)

    def test_damage_is_noticed(self, tmp_path, lexicon):
        folder = copy_of(lexicon_folder(), tmp_path)
        (folder / "heads").write_bytes(b"rubbish")

        with pytest.raises(LexiconError, match="skadat"):
            Lexicon(folder)

    def test_another_version_is_noticed(self, tmp_path, lexicon):
        folder = copy_of(lexicon_folder(), tmp_path)
        description = json.loads((folder / "lexicon.json").read_text())
        (folder / "lexicon.json").write_text(json.dumps({**description, "version": "old"}))

        with pytest.raises(LexiconError, match="äldre version"):
            Lexicon(folder)

    def test_an_interrupted_build_counts_as_missing(self, tmp_path, monkeypatch):
        def interrupted():
            raise KeyboardInterrupt

        (tmp_path / "lexicon.json").write_text("{}")
        monkeypatch.setattr("catalogue.engine.language.build.dictionary", interrupted)

        with pytest.raises(KeyboardInterrupt):
            build_lexicon(tmp_path, [])

        assert not (tmp_path / "lexicon.json").exists()


def lexicon_folder():
    return Path(__file__).parents[3] / "var" / "lexicon"


def copy_of(folder, target):
    for file in folder.iterdir():
        (target / file.name).write_bytes(file.read_bytes())
    return target


class TestReviewedGroups:
    def test_groups_never_merge_by_accident(self, analyser):
        owner = {}
        for number, group in enumerate(read_groups()):
            for term in group.terms:
                exact = term if term in group.case_sensitive else canonical(term)
                assert owner.setdefault(exact, number) == number, f"{term} står i två grupper"

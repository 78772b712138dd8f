import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.forms import read_forms


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("Enskilda samtal och grupper om mat.", {"enskilt", "grupp"}),
        ("Gruppträffar varvas med samtal.", {"grupp"}),
        ("Chatt och videobesök går bra.", {"digitalt"}),
        ("Möten på distans går bra.", {"digitalt"}),
        ("Möten i Säffle eller digitalt.", {"digitalt"}),
        ("Två medarbetare gör hembesök.", {"uppsokande"}),
        ("Hjälp med digitala verktyg. Målgrupp: unga.", set()),
        ("En handläggargrupp träffas; en beredningsgrupp får veta.", set()),
        ("", set()),
    ],
)
def test_reads_forms_from_words(words, slugs):
    assert read_forms([], words) == slugs


def test_reads_forms_from_types():
    assert read_forms(["Gruppverksamhet", "coachning", "okänd"], "") == {"grupp", "enskilt"}


@given(st.lists(st.text()), st.text())
def test_never_raises(types, words):
    read_forms(types, words)

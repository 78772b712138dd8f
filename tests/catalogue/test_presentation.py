from itertools import count

from markupsafe import Markup

from catalogue.presentation import once


def test_a_piece_is_drawn_once_and_each_time_while_developing(settings):
    numbers = count(1)
    drawn = {}

    def draw():
        return once(drawn, "tags", lambda: Markup("<b>%d</b>") % next(numbers))

    assert [draw(), draw()] == ["<b>1</b>", "<b>1</b>"]
    settings.DEBUG = True
    assert draw() == "<b>2</b>"

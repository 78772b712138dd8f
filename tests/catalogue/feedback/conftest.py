import time

import pytest

from catalogue.feedback.token import new_token


@pytest.fixture
def write(monkeypatch):
    """Fill in a form that was given out a minute ago, as a reader does."""

    def fill_in(text="Telefonnumret går till någon annan."):
        given = time.time() - 60
        with monkeypatch.context() as then:
            then.setattr("django.core.signing.time.time", lambda: given)
            return {"slag": "fel", "text": text, "lapp": new_token()}

    return fill_in


@pytest.fixture
def letter(write):
    """What a reader sends."""
    return write()

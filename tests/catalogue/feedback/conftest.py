import time

import pytest

from catalogue.feedback.token import new_token


@pytest.fixture
def token(monkeypatch):
    """A token from a form that was given out a minute ago."""
    given = time.time() - 60
    with monkeypatch.context() as then:
        then.setattr("django.core.signing.time.time", lambda: given)
        return new_token()


@pytest.fixture
def letter(token):
    """What a reader sends."""
    return {"slag": "fel", "text": "Telefonnumret går till någon annan.", "lapp": token}

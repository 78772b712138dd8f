"""What `manage.py check` looks after, beside what Django does."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from catalogue.search.language import Lexicon, LexiconError


@register()
def lexicon_is_there(**kwargs: Any) -> list[CheckMessage]:
    """Report a lexicon that is missing, damaged or of another version."""
    try:
        Lexicon(settings.LEXICON_DIR)
    except LexiconError as error:
        return [Error(str(error), hint="manage.py build_lexicon", id="catalogue.E001")]
    return []

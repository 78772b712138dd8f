"""Mark the words of the rows for those who translate the desk.

The pages translate some of the same words themselves (`languages.translated`), and mark what
stays Swedish. With a context of its own a word of the desk is never another one on a page.
"""

from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Marked
else:
    from django.utils.functional import Promise as Marked

__all__ = ["Marked", "_"]

_ = partial(pgettext_lazy, "desk")

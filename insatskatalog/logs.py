"""Logs that keep no trace of a visitor: docs/adr/0004.

What somebody wrote can stand in any value that is logged and in what any error says, whoever logs
it: Django, gunicorn, a library, Python itself. So a line holds only what stands in the code.
Logging makes its records here, whichever logger asks and whatever handlers it has.
"""

import logging
import logging.config
import sys
import threading
import traceback
from http import HTTPStatus
from types import TracebackType
from typing import Any

OURS = frozenset({"catalogue", "insatskatalog"})  # we choose what our own lines say
logger = logging.getLogger(__name__)


class TracelessRecord(logging.LogRecord):
    """What happened and where in the code, without the values that it happened with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Keep of an error what it is and where it was raised."""
        super().__init__(*args, **kwargs)
        raised = self.exc_info[1] if self.exc_info else None
        self.exc_info = None
        if raised is not None:
            self.exc_text = without_words(raised)

    def getMessage(self) -> str:  # noqa: N802 - the name is logging's
        """Return the line: our own as they are, those of others without values."""
        if self.name.partition(".")[0] in OURS or self._tells_of_the_server():
            return super().getMessage()
        return f"{self.name}: {self._text_of_the_code()}"

    def _tells_of_the_server(self) -> bool:
        """Tell whether gunicorn says that it starts, stops or listens: nobody has asked yet."""
        return self.name == "gunicorn.error" and self.levelno == logging.INFO

    def _text_of_the_code(self) -> str:
        if status := self.__dict__.get("status_code"):  # Django's answer to a request
            match = getattr(self.__dict__.get("request"), "resolver_match", None)
            return f"{status} {match.view_name if match else '(ingen sida)'}"
        if isinstance(self.args, tuple) and self.args:
            if self.name == "py.warnings":  # file:line: category: what it says
                return ":".join(str(self.args[0]).split(":", 3)[:3])
            return _filled(str(self.msg), self.args)
        # A text without values may have been put together before it came here.
        return f"(utan text) {self.module}.{self.funcName}, rad {self.lineno}"


class WithoutUnavailable(logging.Filter):
    """Drop a line for each answer 503: catalogue/views/unavailable.py says why, once a minute."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the others."""
        return getattr(record, "status_code", None) != HTTPStatus.SERVICE_UNAVAILABLE


def _filled(text: str, values: tuple[object, ...]) -> str:
    """Put numbers into a text of the code, and dots for all that may be words."""
    shown = tuple(value if isinstance(value, int | float) else "…" for value in values)
    try:
        return text % shown
    except (TypeError, ValueError):
        return text


def without_words(error: BaseException) -> str:
    """Write a traceback of code alone: what an error says, and its locals, may quote a visitor."""
    chain: list[BaseException] = []
    each: BaseException | None = error
    while each is not None and each not in chain:
        chain.append(each)
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return "\n".join(
        "".join(traceback.format_tb(each.__traceback__)) + type(each).__qualname__
        for each in reversed(chain)
    )


def configure(options: dict[str, Any]) -> None:
    """Set up logging, for Django's LOGGING_CONFIG."""
    logging.setLogRecordFactory(TracelessRecord)
    logging.raiseExceptions = False  # a line that fails would be shown with its values
    logging.config.dictConfig(options)


def log_what_python_prints() -> None:
    """Send to the logs what Python would write straight to stderr, with words and all."""
    logging.captureWarnings(capture=True)
    threading.excepthook = _thread_failed
    sys.unraisablehook = _failed_aside


def _thread_failed(failed: threading.ExceptHookArgs) -> None:
    _log("Ett arbete vid sidan av avbröts.", failed.exc_value, failed.exc_traceback)


def _failed_aside(failed: "sys.UnraisableHookArgs") -> None:
    _log("Ett fel som ingen tog hand om.", failed.exc_value, failed.exc_traceback)


def _log(text: str, error: BaseException | None, where: TracebackType | None) -> None:
    known = None if error is None else (type(error), error, where)
    logger.error(text, exc_info=known)

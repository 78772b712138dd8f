"""Logs that keep no trace of a visitor."""

import logging


class WithoutSearchText(logging.Filter):
    """Drop what may tell who searched for what: the request object and any query string."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, without its visitor."""
        record.__dict__.pop("request", None)
        record.msg = record.getMessage().partition("?")[0]
        record.args = ()
        return True

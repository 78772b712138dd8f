"""How gunicorn serves the site; `make run` reads this file."""

import gc
import os

bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
preload_app = True  # the index is built once and shared by the workers
control_socket_disable = True  # it would write in the home folder
accesslog = None  # an access log would hold search words and addresses of visitors
limit_request_line = 8190  # a long shared search is no error


def on_starting(server: object) -> None:
    """Open the index before the port is, and before the workers are forked.

    Whoever can connect is answered at once, and the workers share its memory. What hinders
    it here (a database that is not up, a missing lexicon) is told to the visitor and the log by
    the first request instead.
    """
    from django.db import DatabaseError, connections
    from django.urls import resolve

    from catalogue.engine.language import LexiconError
    from catalogue.search.sync import current
    from insatskatalog.logs import log_what_python_prints

    log_what_python_prints()
    gc.disable()  # all that is made here stays: looking for what does not takes a fifth of the time
    resolve("/")  # reads the code of every page
    try:
        current()
    except (DatabaseError, LexiconError):
        return
    finally:
        connections.close_all()  # a connection must not be shared by two processes
        gc.freeze()  # nor do the workers look through it, or copy it by that
        gc.enable()


def post_fork(server: object, worker: object) -> None:
    """Look before reading: another worker may have ended because a mapped file was cut short."""
    from catalogue.search.sync import follower

    follower.forget_what_is_cut_short()


def worker_exit(server: object, worker: object) -> None:
    """Write down the searches that a worker has counted before it goes."""
    from django.db import connections

    from catalogue.search.tally import tally

    try:
        tally.write_down()
    finally:
        connections.close_all()

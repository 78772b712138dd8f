"""Asking an address outside the site whether it still answers."""

import http.client
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from http.cookiejar import CookieJar
from urllib.parse import urljoin

from catalogue.models.web_addresses import is_public
from catalogue.upkeep.asking import InnerNetworkError, ask
from catalogue.upkeep.deadlines import Deadline

REDIRECTS = 10
SECONDS = 15.0  # for all of it: the name, the redirects, the answer
WALLS = {401, 402, 403, 407, 429, 451, 999}  # shut to robots, perhaps open to a person
BAD_DAY = {408, 425}  # and all from 500: may work tomorrow
NEVER_AGAIN = 429  # asks to be left in peace


class Verdict(Enum):
    """What an answer says of a link."""

    WORKS = "works"
    BROKEN = "broken"
    DOUBTFUL = "doubtful"  # broken if it is so next time, too
    UNKNOWN = "unknown"  # cannot be tried from here


@dataclass(frozen=True)
class Fetched:
    """What an address answered in the end."""

    verdict: Verdict
    problem: str = ""
    status: int | None = None
    reached: bool = True  # some server answered, whatever it said


def fetch(
    address: str, may_ask: Callable[[str], bool] = is_public, seconds: float = SECONDS
) -> Fetched:
    """Ask for an address, along its redirects, as a browser would: with cookies, and by GET.

    Nothing is sent to a computer of an inner network: each address on the way is judged first.
    Nothing but the head of the answer is read.
    """
    deadline, cookies = Deadline(seconds), CookieJar()
    seen, onward = address, ""
    try:
        for _ in range(REDIRECTS + 1):
            status, onward = _once(seen, cookies, deadline, may_ask)
            if not (300 <= status < 400 and onward):
                return _judged(status)
            seen = urljoin(seen, onward)
    except InnerNetworkError:
        told = "Leder till ett inre nätverk som besökare inte når."
        return Fetched(Verdict.BROKEN, told, reached=bool(onward))
    except ssl.SSLCertVerificationError as refusal:
        told = f"Certifikatet godkänns inte: {refusal.verify_message}."
        return Fetched(Verdict.BROKEN, told)
    except ValueError:
        told = "Leder vidare till en felskriven adress." if onward else "Adressen är felskriven."
        return Fetched(Verdict.BROKEN, told, reached=bool(onward))
    except (OSError, http.client.HTTPException):
        # One wording, whatever is wrong: it must not tell which ports are open somewhere.
        return Fetched(Verdict.DOUBTFUL, "Svarar inte.", reached=bool(onward))
    return Fetched(Verdict.BROKEN, f"Mer än {REDIRECTS} omdirigeringar.", status)


def _once(
    address: str, cookies: CookieJar, deadline: Deadline, may_ask: Callable[[str], bool]
) -> tuple[int, str]:
    """Return what HEAD answers; what GET does where HEAD gets no good answer."""
    try:
        status, onward = ask(address, "HEAD", cookies, deadline.half(), may_ask)
    except ssl.SSLCertVerificationError:
        raise
    except (OSError, http.client.HTTPException):
        status, onward = 0, ""
    if 0 < status < 400 or status == NEVER_AGAIN:
        return status, onward
    return ask(address, "GET", cookies, deadline, may_ask)


def _judged(status: int) -> Fetched:
    if status < 400:
        return Fetched(Verdict.WORKS, status=status)
    if status in WALLS:
        told = f"Kan inte kontrolleras: sidan släpper inte in länkkontrollen ({status})."
        return Fetched(Verdict.UNKNOWN, told, status)
    told = f"Svarar med felet {status}."
    is_bad_day = status in BAD_DAY or status >= 500
    return Fetched(Verdict.DOUBTFUL if is_bad_day else Verdict.BROKEN, told, status)

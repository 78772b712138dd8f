"""Handing a letter to the mail server, and saying what came of it."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

UNREACHABLE = "E-postservern svarar inte"


def can_send() -> bool:
    """Tell whether the site knows a mail server and an address to write from."""
    return bool(settings.EMAIL_URL and settings.DEFAULT_FROM_EMAIL)


@contextmanager
def connected() -> Iterator[BaseEmailBackend]:
    """Yield one connection for all letters."""
    connection = get_connection()
    try:
        yield connection
    finally:
        hang_up(connection)


def hang_up(connection: BaseEmailBackend) -> None:
    """Close the connection, whatever the server says to that; it can be opened again."""
    with suppress(OSError, smtplib.SMTPException):
        connection.close()


def opened(connection: BaseEmailBackend) -> str:
    """Open the connection if it is closed; return why that is impossible, or nothing."""
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as refusal:
        return f"{UNREACHABLE} ({type(refusal).__name__})."
    return ""


def hand_over(message: EmailMessage) -> str:
    """Hand a letter over; return what is wrong with it or with its address, or nothing.

    Raise OSError or SMTPException where nobody knows whether it left.
    """
    try:
        message.send()
    except ValueError as refusal:  # before a word of the letter was said
        problem = f"Adressen eller brevet går inte att skicka ({type(refusal).__name__})."
    except smtplib.SMTPRecipientsRefused as refusal:
        answers = [f"{code} {text.decode(errors='replace')}" for code, text in
                   refusal.recipients.values()]  # fmt: skip
        problem = f"Adressen godtas inte: {'; '.join(answers)}"
    except smtplib.SMTPResponseException as refusal:
        told = refusal.smtp_error
        text = told.decode(errors="replace") if isinstance(told, bytes) else str(told)
        problem = f"E-postservern säger nej: {refusal.smtp_code} {text}"
    else:
        return ""
    if message.connection:
        hang_up(message.connection)  # what the server makes of the next letter begins anew
    return problem

"""Django's way to a mail server, with a total time for a letter."""

import smtplib
from typing import Any, cast

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

from catalogue.upkeep.deadlines import Deadline, reading


class _InTime(smtplib.SMTP):
    """A talk with a mail server in which all replies together have the time of one timeout."""

    deadline: Deadline

    def connect(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        self.deadline = Deadline(self.timeout)
        return super().connect(*args, **kwargs)

    def send(self, s: str | bytes) -> None:  # type: ignore[override]
        if self.sock:
            self.sock.settimeout(self.deadline.left())
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock:  # anew after STARTTLS, which changes the socket
            self.file = reading(self.sock, lambda: self.deadline.left())
        return super().getreply()


class _EncryptedInTime(_InTime, smtplib.SMTP_SSL):
    """The same, encrypted from the beginning."""


class EmailBackend(smtp.EmailBackend):
    """Give EMAIL_TIMEOUT to opening the connection, and as much again to each letter."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Return the kind of talk."""
        return _EncryptedInTime if self.use_ssl else _InTime

    def open(self) -> bool | None:
        """Open the connection, also where the server has hung up since the last letter."""
        if self.connection and not self._is_alive():
            self.close()
        return super().open()

    def _is_alive(self) -> bool:
        try:
            code, _ = self._talk().noop()
        except smtplib.SMTPException:
            return False
        return bool(code == 250)  # 421: about to hang up

    def _send(self, email_message: EmailMessage) -> bool:
        self._talk()
        sent: bool = super()._send(email_message)  # type: ignore[misc]  # the stubs lack it
        return sent

    def _talk(self) -> smtplib.SMTP:
        """Return the open connection, with its time beginning now."""
        talk: Any = self.connection
        talk.deadline = Deadline(settings.EMAIL_TIMEOUT)
        return cast(smtplib.SMTP, talk)

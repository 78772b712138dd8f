"""A mail server on loopback, for whatever sends letters."""

import asyncio
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any


class Mailbox:
    """What a mail server has taken in, and how it behaves."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.breaks_for: set[str] = set()  # the letter is taken in, the answer never comes
        self.drips_for: set[str] = set()  # a line now and then, and never the last
        self.hangs_up_on: set[str] = set()  # says no, and is gone
        self.leaves_after_each = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refused:
            return "550 Finns inte"
        if address in self.hangs_up_on:
            return "421 Vi hörs"
        while address in self.drips_for and not server.transport.is_closing():
            server.transport.write(b"250-strax\r\n")
            await asyncio.sleep(0.02)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        if self.breaks_for & set(envelope.rcpt_tos):
            server.transport.close()
        if self.leaves_after_each:
            asyncio.get_running_loop().call_later(0.02, server.transport.close)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == address]

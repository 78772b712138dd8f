"""Sessions in the database, which can be ended there; in the cookie while it cannot be written."""

import datetime
from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core import signing
from django.db import DatabaseError
from django.utils import timezone

from catalogue.moments import spoken

SIGNED = "~"  # in front of a session that is its own storage
SALT = "catalogue.signin.sessions"
HOUR = 60 * 60


class SessionStore(DatabaseStore):
    """Falls back to a signed cookie, an hour at most, when the database can only be read."""

    ends_at: datetime.datetime | None = None
    """When the session that was loaded ends, whatever its person does till then."""

    @property
    def until(self) -> str:
        """Return the same in words."""
        return spoken(self.ends_at) if self.ends_at else ""

    @property
    def _is_signed(self) -> bool:
        return bool(self.session_key) and str(self.session_key).startswith(SIGNED)

    def load(self) -> dict[str, Any]:
        """Return what the session holds."""
        if not self._is_signed:
            return super().load()
        try:
            held: dict[str, Any] = signing.loads(
                str(self.session_key)[len(SIGNED) :], salt=SALT, max_age=HOUR
            )
        except signing.BadSignature:
            self._session_key = None
            return {}
        self.ends_at = timezone.now() + datetime.timedelta(seconds=HOUR - _age(self.session_key))
        return held

    def _get_session_from_db(self) -> Any:
        found = super()._get_session_from_db()  # type: ignore[misc]
        self.ends_at = found.expire_date if found else None
        return found

    def exists(self, session_key: str) -> bool:
        """Tell whether the key is taken; a signed one is nobody else's."""
        return not session_key.startswith(SIGNED) and super().exists(session_key)

    def save(self, must_create: bool = False) -> None:
        """Store the session where it can be stored."""
        if self.session_key is None and not must_create:
            self.create()
            return
        held = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        if self._is_signed:  # move it home, if home takes it
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            must_create = True
        try:
            super().save(must_create=must_create)
        except (UpdateError, DatabaseError) as failure:
            # A session that somebody has ended stays so: Django then says that no row was there.
            if isinstance(failure, UpdateError) and type(failure.__context__) is DatabaseError:
                raise
            self._session_key = SIGNED + signing.dumps(held, salt=SALT, compress=True)

    def delete(self, session_key: str | None = None) -> None:
        """Forget the session; a signed one is gone with its cookie."""
        if (session_key or self.session_key or SIGNED).startswith(SIGNED):
            return
        try:
            super().delete(session_key)
        except DatabaseError:
            return


def _age(signed: Any) -> int:
    """Return how many seconds ago a session was signed; its signature is known to be good."""
    signed_at = signing.b62_decode(str(signed).split(":")[-2])
    return int(timezone.now().timestamp()) - signed_at

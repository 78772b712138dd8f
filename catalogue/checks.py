"""What `manage.py check` looks after, beside what Django does."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Advice
from django.db import DatabaseError, connection
from django.templatetags.static import static
from django.utils import timezone

from catalogue.engine.language import Lexicon, LexiconError

DAMAGED = (
    "Databasen går inte att läsa. Lades en kopia i dess ställe medan filer på -wal eller -shm "
    "låg kvar bredvid, så hör de till den förra."
)
RESTORED = "Databasen är en återläst kopia ({:%Y-%m-%d %H:%M}). Påminnelser hålls."


@register()
def lexicon_is_there(**kwargs: Any) -> list[CheckMessage]:
    """Report a lexicon that is missing, damaged or of another version."""
    try:
        Lexicon(settings.LEXICON_DIR)
    except LexiconError as error:
        return [Error(str(error), hint="manage.py build_lexicon", id="catalogue.E001")]
    return []


# What PostgreSQL must leave out of its log: the values of statements, and the rows that it refuses.
QUIET = {
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}


@register(Tags.database)
def database_log_is_quiet(**kwargs: Any) -> list[CheckMessage]:
    """Warn when PostgreSQL may write readers' words in its log."""
    if not kwargs.get("databases") or connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(QUIET)])
        loud = sorted(name for name, value in cursor.fetchall() if value != QUIET[name])
    if not loud:
        return []
    said = f"PostgreSQL:s logg kan få med det som läsare skriver: {', '.join(loud)}."
    return [Advice(said, hint="docs/operations.md, avsnittet PostgreSQL", id="catalogue.W001")]


@register()
def proxies_are_named(**kwargs: Any) -> list[CheckMessage]:
    """Report where everybody or nobody is believed about whom a request comes from."""
    if not settings.BEHIND_PROXY:
        return []
    hint = "Skriv webbserverns eller lastbalanserarens adress i TRUSTED_PROXIES."
    if not settings.TRUSTED_PROXIES:
        told = "BEHIND_PROXY är på, men TRUSTED_PROXIES namnger ingen proxy."
        return [Error(told, hint=hint, id="catalogue.E002")]
    if any(network.prefixlen == 0 for network in settings.TRUSTED_PROXIES):
        told = "TRUSTED_PROXIES litar på alla: var och en kan då säga sig vara någon annan."
        return [Error(told, hint=hint, id="catalogue.E003")]
    return []


@register(Tags.database)
def database_is_whole_and_no_copy(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Report a damaged database, and one that was restored until somebody has looked at it."""
    from catalogue.backup.restoring import is_whole  # needs the models
    from catalogue.search.restored import look_for_a_restore, restored_at

    if not databases:
        return []
    try:
        look_for_a_restore()
        since = restored_at()
    except DatabaseError:
        since = None  # not migrated yet, or damaged
    if not is_whole():
        return [Error(DAMAGED, hint="manage.py restore KOPIA", id="catalogue.E004")]
    if since is None:
        return []
    hint = "Gå igenom den, och skriv: manage.py send_reminders --release"
    return [Advice(RESTORED.format(timezone.localtime(since)), hint=hint, id="catalogue.W002")]


@register(deploy=True)
def sign_in_is_strong(**kwargs: Any) -> list[CheckMessage]:
    """Report a desk that a password alone opens."""
    if settings.REQUIRE_TWO_FACTOR:
        return []
    said = "Redaktionen öppnas med bara lösenord: REQUIRE_TWO_FACTOR är av."
    return [Error(said, hint="Sätt REQUIRE_TWO_FACTOR=on i .env.", id="catalogue.E006")]


@register(deploy=True)
def nobody_is_only_trying(**kwargs: Any) -> list[CheckMessage]:
    """Report users that the demo has made."""
    from catalogue.models import User

    try:
        names = list(User.objects.filter(demo=True).values_list("username", flat=True))
    except DatabaseError:
        return []  # not migrated yet, or not up: others say so
    if not names:
        return []
    said = f"Här finns användare som bara är till för att prova: {', '.join(sorted(names))}."
    hint = "Ta bort dem: manage.py demo_users --remove"
    return [Error(said, hint=hint, id="catalogue.E007")]


@register(deploy=True)
def files_are_private(**kwargs: Any) -> list[CheckMessage]:
    """Warn when anyone on the machine can read the secrets, or the entries and their readers."""
    private = [settings.BASE_DIR / ".env", settings.BASE_DIR / "var"]
    open_ones = [path.name for path in private if path.exists() and path.stat().st_mode & 0o007]
    if not open_ones:
        return []
    said = f"Alla på maskinen kan läsa {' och '.join(open_ones)}."
    return [Advice(said, hint="chmod o-rwx .env var", id="catalogue.W004")]


@register(deploy=True)
def static_files_are_collected(**kwargs: Any) -> list[CheckMessage]:
    """Report static files that nobody has collected: every page would be an error."""
    try:
        static("catalogue/site.css")
    except ValueError:
        said = "De statiska filerna är inte samlade: varje sida blir ett fel."
        return [Error(said, hint="manage.py collectstatic", id="catalogue.E005")]
    return []

"""Settings of one installation, read from the environment; `.env.example` explains each value."""

import sys
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
if (BASE_DIR / ".env").is_file():
    env.read_env(BASE_DIR / ".env")


def _required(name: str, advice: str) -> str:
    """Return a value that has no safe default, or say what to do."""
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} saknas. {advice}")
    return value


def origin(address: str) -> str:
    """Return the scheme and host of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _network(name: str) -> IPv4Network | IPv6Network:
    """Return the network that an address or a network names, or say what to write."""
    try:
        return ip_network(name.strip(), strict=False)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES: ”{name}” är ingen adress och inget nätverk. "
            "Skriv till exempel TRUSTED_PROXIES=10.0.0.5,2001:db8::/64."
        ) from error


# --- The installation -----------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = _required(
    "SECRET_KEY",
    "Sätt den i miljön eller i filen .env till minst 50 slumpade tecken; `make install` gör det.",
)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
if not ALLOWED_HOSTS and not DEBUG:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS saknas. Sätt den till webbplatsens namn, "
        "till exempel ALLOWED_HOSTS=insatser.exempel.se."
    )
SITE_NAME: str = env.str("SITE_NAME", default="Insatskatalogen")
# On a home screen and in a browser's list of searches: whole in 12 letters, or it is cut.
SITE_SHORT_NAME: str = env.str("SITE_SHORT_NAME", default="Insatser")
if len(SITE_SHORT_NAME) > 12:
    raise ImproperlyConfigured("SITE_SHORT_NAME är för långt. Skriv högst 12 tecken.")
SITE_OWNER: str = env.str("SITE_OWNER", default="Samordningsförbundet")
SITE_EMAIL: str = env.str("SITE_EMAIL", default="")
SITE_URL: str = env.str("SITE_URL", default="").rstrip("/")  # in letters; no trailing slash
ANSWER_DAYS = env.int("ANSWER_DAYS", default=5)
DATA_PROTECTION_EMAIL: str = env.str("DATA_PROTECTION_EMAIL", default="")
# Which authority supervises digital accessibility, and where one complains to it: lag 2018:1937.
SUPERVISOR_NAME: str = env.str(
    "SUPERVISOR_NAME", default="Myndigheten för digital förvaltning (Digg)"
)
SUPERVISOR_URL: str = env.str("SUPERVISOR_URL", default="https://www.digg.se/tdosanmalan")
# What readers send in: how much, and how long it stays after somebody has dealt with it.
POSTS_PER_TEN_MINUTES = env.int("POSTS_PER_TEN_MINUTES", default=20)
POSTS_OF_ALL_PER_TEN_MINUTES = env.int("POSTS_OF_ALL_PER_TEN_MINUTES", default=100)
SUGGESTION_DAYS = env.int("SUGGESTION_DAYS", default=365)
# How often words are searched for, without a trace of anyone: docs/adr/0013.
SEARCH_STATISTICS = env.bool("SEARCH_STATISTICS", default=True)
SEARCH_STATISTICS_MONTHS = env.int("SEARCH_STATISTICS_MONTHS", default=13)

# --- Applications ---------------------------------------------------------------------------
INSTALLED_APPS = [
    "catalogue",
    "insatskatalog.apps.DeskConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "reversion",  # the versions: catalogue/changes/
]

MIDDLEWARE = [
    "insatskatalog.proxies.visitor_address",  # first: the others ask who it is, and if by https
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random: lengths tell nothing
    "django.middleware.http.ConditionalGetMiddleware",
    "catalogue.languages.LanguageMiddleware",
    "catalogue.views.caching.asked_each_time",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",  # tells a page's length; what changes it is below
    "catalogue.views.carrying.carry_list",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # touches no session by itself
    "django_htmx.middleware.HtmxMiddleware",
    "insatskatalog.unavailable.UnavailableMiddleware",
]

ROOT_URLCONF = "insatskatalog.urls"
WSGI_APPLICATION = "insatskatalog.wsgi.application"

TEMPLATES = [
    {  # the public pages: docs/adr/0005
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "public",
        "DIRS": [BASE_DIR / "templates" / "public"],
        "OPTIONS": {"environment": "catalogue.presentation.environment"},
    },
    {  # the admin
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "staff"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n"],  # nearly every page has texts
        },
    },
]

# --- Database -------------------------------------------------------------------------------
DATABASES = {
    "default": environ.Env.db_url_config(
        env.str("DATABASE_URL", default="") or f"sqlite:///{BASE_DIR / 'var' / 'catalogue.sqlite3'}"
    )
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["OPTIONS"] = {
        # Values go beside the statement, so that the database's log has no words of readers.
        "server_side_binding": True,
        "connect_timeout": 5,
    } | DATABASES["default"].get("OPTIONS", {})
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"] |= {
        "ENGINE": "insatskatalog.sqlite",  # Django's own, with å ä ö in order
        "OPTIONS": {
            # A writer waits its turn at the door instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # Recursive triggers: the change log sees the row that INSERT OR REPLACE removes, too.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;"
            ),
        },
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "catalogue.User"

# --- Language and time ----------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [  # each by its own name; catalogue/languages.py says which pages it has
    ("sv", "Svenska"),
    ("sv-simple", "Lätt svenska"),
    ("en", "English"),
    ("ar", "العربية"),
    ("fi", "Suomi"),
    ("so", "Soomaali"),
    ("uk", "Українська"),
    ("pl", "Polski"),
    ("fa-af", "دری"),
    ("ti", "ትግርኛ"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- Mail: without EMAIL_URL nothing is sent, and `send_reminders` says so ---------------------
EMAIL_URL: str = env.str("EMAIL_URL", default="")
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if EMAIL_URL:
    globals().update(environ.Env.email_url_config(EMAIL_URL))
if EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":
    EMAIL_BACKEND = "catalogue.upkeep.smtp.EmailBackend"  # the same, and no letter takes for ever
EMAIL_TIMEOUT = 15  # seconds for a letter
DEFAULT_FROM_EMAIL: str = env.str("EMAIL_FROM", default="") or SITE_EMAIL

# --- Files ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# The plainest error pages name their style sheet without a hash; it is there even uncollected.
WHITENOISE_USE_FINDERS = True
LEXICON_DIR = BASE_DIR / "var" / "lexicon"
SNAPSHOT_DIR = Path(env.str("SNAPSHOT_DIR", default="") or BASE_DIR / "var" / "snapshot")

# --- Security -------------------------------------------------------------------------------
HTTPS = env.bool("HTTPS", default=True)  # off only for a site on one's own machine
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^halsa(/redo)?$"]  # a watchman asks from inside, without TLS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Other names under the same domain may be a kommun's, which nobody here answers for.
HSTS_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS and HSTS_SUBDOMAINS
SILENCED_SYSTEM_CHECKS = [] if HSTS_SUBDOMAINS else ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "catalogue.views.errors.not_from_our_form"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
TRUSTED_PROXIES = [
    _network(name)
    for name in env.list("TRUSTED_PROXIES", default=["127.0.0.0/8", "::1"])
    if name.strip()
]
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Sign-in: docs/inloggning.md -------------------------------------------------------------
REQUIRE_TWO_FACTOR = env.bool("REQUIRE_TWO_FACTOR", default=True)
DEMO_USERS = env.bool("DEMO_USERS", default=DEBUG)
OIDC_ISSUER: str = env.str("OIDC_ISSUER", default="")
OIDC_TWO_FACTOR = env.bool("OIDC_TWO_FACTOR", default=False)

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "catalogue.signin.ended.too_old"
LOGIN_REDIRECT_URL = "admin:index"
SESSION_ENGINE = "catalogue.signin.sessions"
SESSION_COOKIE_AGE = 10 * 60 * 60  # a long working day, however busy
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"  # never sent with a visit to a public page
CACHES = {
    "default": {  # counts sign-ins that failed, and codes that are used; shared by the workers
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": BASE_DIR / "var" / "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
ACCOUNT_ADAPTER = "catalogue.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/5m/key"}
MFA_ADAPTER = "catalogue.signin.adapters.TwoFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a telephone may be half a minute off
MFA_FORMS = {
    "authenticate": "catalogue.signin.two_factor.CodeForm",
    "reauthenticate": "catalogue.signin.two_factor.CodeAgainForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "catalogue.signin.adapters.OrganisationLoginAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "inloggning",
            "name": env.str("OIDC_NAME", default="") or "din organisation",
            "client_id": _required("OIDC_CLIENT_ID", "OIDC_ISSUER kräver ett klient-id."),
            "secret": _required("OIDC_CLIENT_SECRET", "OIDC_ISSUER kräver en hemlighet."),
            "settings": {
                "server_url": OIDC_ISSUER,
                "email_authentication": True,
                "verified_email": _required(
                    "OIDC_EMAIL_DOMAINS",
                    "Ange de e-postdomäner som inloggningstjänsten får svara för.",
                ).split(","),
            },
        }
    ]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Django admin's own style sheet has images of this kind
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([origin(OIDC_ISSUER)] if OIDC_ISSUER else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Logs: what went wrong, never who searched for what --------------------------------------
LOGGING_CONFIG = "insatskatalog.logs.configure"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"said": {"()": "insatskatalog.logs.WithoutUnavailable"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "filters": ["said"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}

"""Settings of an instance, from the environment: PAMOJA_HOME, PAMOJA_DATABASE_URL, PAMOJA_HOSTS, PAMOJA_ADDRESS."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from pamoja.kit.keys import MASTER, digest_secret, read_or_make_key

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("PAMOJA_HOME") or ROOT.parent / "var").resolve()
HOME.mkdir(parents=True, exist_ok=True, mode=0o700)

KEYS = HOME / "keys"
_master = read_or_make_key(KEYS / MASTER)
DIGEST_KEY = read_or_make_key(KEYS / "digest.key", lambda: digest_secret(_master))
AUDIT_KEY = read_or_make_key(KEYS / "audit.key")
SECRET_KEY = read_or_make_key(KEYS / "session.key").hex()

DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("PAMOJA_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
ADDRESS = os.environ.get("PAMOJA_ADDRESS", "")
HTTPS = ADDRESS.startswith("https://")
CSRF_TRUSTED_ORIGINS = [ADDRESS] if ADDRESS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
# Strict transport binds this host alone: other hosts of the domain are not ours to bind, nor is a list of browsers.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# A name with this prefix binds a cookie to this very host, over TLS only.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = COOKIE_PREFIX + "sessionid"
CSRF_COOKIE_NAME = COOKIE_PREFIX + "csrftoken"
LANGUAGE_COOKIE_NAME = COOKIE_PREFIX + "django_language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SESSION_COOKIE_AGE = 14 * 24 * 3600
# Rows of the database and nothing beside them, so that ending a session is felt at once in every process.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_SERIALIZER = "pamoja.accounts.sessions.Sealed"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "pamoja.kit",
    "pamoja.places",
    "pamoja.partners",
    "pamoja.programme",
    "pamoja.accounts",
    "pamoja.records",
    "pamoja.persons",
    "pamoja.activities",
    "pamoja.structures",
    "pamoja.cases",
    "pamoja.complaints",
    "pamoja.psea",
    "pamoja.economy",
    "pamoja.money",
    "pamoja.dialogue",
    "pamoja.registry",
    "pamoja.excel",
    "pamoja.intake",
    "pamoja.lake",
    "pamoja.indicators",
    "pamoja.emergency",
    "pamoja.openrosa",
    "pamoja.desk",
    "pamoja.demo",
    "pamoja.config",
]

MIDDLEWARE = [
    "pamoja.desk.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pamoja.desk.middleware.Desk",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pamoja.desk.preview.middleware.Preview",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pamoja.desk.second_factor.SecondFactor",
]

ROOT_URLCONF = "pamoja.config.urls"
WSGI_APPLICATION = "pamoja.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "desk" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pamoja.desk.context.house",
            ],
        },
    }
]


def database(url: str) -> dict[str, object]:
    """Return Django's settings for a database URL, or for the embedded SQLite file when the URL is empty."""
    if not url:
        return {
            "ENGINE": "pamoja.kit.sqlite",
            "NAME": HOME / "pamoja.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
                ),
            },
            "TEST": {"NAME": HOME / "test.sqlite3"},
        }
    parts = urlsplit(url)
    socket = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or socket,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASE_URL = os.environ.get("PAMOJA_DATABASE_URL", "")
DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "pamoja.accounts.adapter.InvitationOnly"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "unknown_browser": "20/5m/ip,10/5m/key",
    "known_browser": "10/5m/key",
}
MFA_ADAPTER = "pamoja.accounts.second_factor.SealedFactors"
MFA_FORMS = {
    "authenticate": "pamoja.accounts.second_factor.CodeForm",
    "add_webauthn": "pamoja.accounts.second_factor.KeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Pamoja"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
SIGN_IN = os.environ.get("PAMOJA_SIGN_IN") or HOME / "sign-in.toml"
SOCIALACCOUNT_ADAPTER = "pamoja.accounts.organisation_sign_in.ByOrganisation"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
# A link and not a form: the content security policy lets no form lead elsewhere.
SOCIALACCOUNT_LOGIN_ON_GET = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    # Counts of wrong passwords and used codes are kept here: it must hold more than a guesser can push out.
    "default": {"BACKEND": MEMORY, "OPTIONS": {"MAX_ENTRIES": 200_000}},
    "numbers": {"BACKEND": MEMORY, "LOCATION": "numbers", "OPTIONS": {"MAX_ENTRIES": 5000}},
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("sw", _("Swahili")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "Africa/Lubumbashi"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "media"
LAKE = HOME / "lake"

MAX_SUBMISSION_BYTES = 30_000_000
MAX_FILE_BYTES = 25_000_000
MAX_RECORD_BYTES = 100_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_HANDLERS = ["pamoja.desk.files.uploads.InMemory"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"pamoja": {"level": "INFO"}},
}

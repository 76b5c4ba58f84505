"""Every setting, from the environment, safe when nothing is set."""

import os
from pathlib import Path

import django_stubs_ext
import environ
from csp.constants import NONE, SELF

from burgerkracht.languages import found_languages
from burgerkracht.secret import local_secret
from burgerkracht.sign_in import *  # noqa: F403
from burgerkracht.sign_in import OIDC_FORM_ORIGINS

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("BURGERKRACHT_VAR", BASE_DIR / "var"))
VAR.mkdir(parents=True, exist_ok=True)

env = environ.Env()
# A demo: the municipality it plays ("valkenburg", "alblasserdam"), or empty in earnest.
DEMO = env.str("DEMO", "").replace("none", "").replace("1", "valkenburg")
DEBUG = False
SECRET_KEY = env.str("DJANGO_SECRET_KEY", "") or local_secret(VAR / "secret_key")
# Of the status codes; the first is used, older ones are still accepted.
ACCESS_CODE_KEYS = env.list("ACCESS_CODE_KEYS", default=[]) or [local_secret(VAR / "access_code_key")]
# Of the secrets behind second factors, in the same way.
FACTOR_KEYS = env.list("FACTOR_KEYS", default=[]) or [local_secret(VAR / "factor_key")]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# How many proxies in front may be believed about the visitor's address.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)

INSTALLED_APPS = [
    "burgerkracht.apps.FrameConfig",
    "initiatives.apps.InitiativesConfig",
    "archive.apps.ArchiveConfig",
    "overleg.apps.OverlegConfig",
    "kernen.apps.KernenConfig",
    "accounts.apps.AccountsConfig",
    *("allauth", "allauth.account", "allauth.mfa", "allauth.socialaccount"),
    "crispy_forms",
    "django_filters",
    "localflavor",
    "csp",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "burgerkracht.request_log.number_requests",
    # First those that every answer passes, whoever gives it.
    "csp.middleware.CSPMiddleware",
    "burgerkracht.middleware.response_headers",
    "django.middleware.security.SecurityMiddleware",
    "burgerkracht.patience.answer_in_time",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "burgerkracht.middleware.speak_as_addressed",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "burgerkracht.session_ends.SessionEnds",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "burgerkracht.middleware.TooLargeToBeTrue",
]

ROOT_URLCONF = "burgerkracht.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "burgerkracht.context.frame",
                "kernen.context.municipality",
                "kernen.context.my_roles",
                "initiatives.views.outbox.waiting_post",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["nlds"]
CRISPY_TEMPLATE_PACK = "nlds"

SQLITE = f"sqlite:///{VAR}/{DEMO or 'burgerkracht'}.sqlite3"
DATABASES = {"default": env.db_url("DATABASE_URL", default=SQLITE)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 4,  # A page answers within five seconds.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    # In memory it would not be WAL, so the tests run on a file like production does.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": env.int("CONN_MAX_AGE", 60), "CONN_HEALTH_CHECKS": True}
    # What the address itself asks for (a socket folder, sslmode) comes on top.
    DATABASES["default"]["OPTIONS"] = {
        "options": "-c statement_timeout=15000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=60000",
        **{"connect_timeout": 3, "tcp_user_timeout": 4000, "keepalives_idle": 15, "keepalives_interval": 5},
    } | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Throttles count here, for all workers together.
CACHE = "django.core.cache.backends.db.DatabaseCache"
CACHES = {"default": {"BACKEND": CACHE, "LOCATION": "cache", "OPTIONS": {"MAX_ENTRIES": 100_000}}}

ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SESSION_COOKIE_AGE = 10 * 3600  # At most; who may stay for a shorter time is in burgerkracht/session_ends.py.
SESSION_COOKIE_SAMESITE = "Lax"
# __Host- cookies need https; a demo on another host than localhost has plain names.
SECURE_COOKIES = env.bool("SECURE_COOKIES", not DEMO)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_NAME = "__Host-sessionid" if SECURE_COOKIES else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if SECURE_COOKIES else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "burgerkracht.errors.expired_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", not DEMO)
SECURE_HSTS_SECONDS = 0 if DEMO else 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEMO
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF, *OIDC_FORM_ORIGINS],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

EMAIL_BACKEND = "initiatives.letters.queue.QueueBackend"
# `manage.py deliver` alone opens this; an empty value writes the mails to files.
SMTP = env.email_url("SMTP_URL", default="filemail://") | {"EMAIL_FILE_PATH": str(VAR / "mail")}
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "burgerkracht@example.nl")
# How letters and cards name this site.
SITE_URL = env.str("SITE_URL", f"http://localhost:{env.int('PORT', 8000)}").rstrip("/")

LANGUAGE_CODE = "nl"
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = found_languages(LOCALE_PATHS[0])
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "burgerkracht.assets.BuiltAssetsFinder",
]
WHITENOISE_USE_FINDERS = bool(DEMO)
WHITENOISE_ALLOW_ALL_ORIGINS = False
PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
NAMED_FILES = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_FILES if DEMO else NAMED_FILES},
}
MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_HANDLERS = ["initiatives.forms.uploads.LiddedUpload"]
# A virus scanner (clamd): the path of its socket, or host:port; empty: none.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", "")
METRICS_TOKEN = env.str("METRICS_TOKEN", "")  # Who knows it may read /metrics; without one nothing is counted.

# Lines of JSON, or plain ones for a terminal; they go to one place, through one filter.
LOG_FORMAT = env.str("LOG_FORMAT", "plain" if DEMO else "json")
CONSOLE = {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "filters": ["secrets"]}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "burgerkracht.logs.NoSecrets"}},
    "formatters": {"json": {"()": "burgerkracht.logs.JsonLines"}, "plain": {"()": "burgerkracht.logs.SafeLines"}},
    "handlers": {"console": CONSOLE | {"formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    "loggers": {
        "burgerkracht.requests": {"level": "WARNING" if LOG_FORMAT == "plain" else "INFO"},
        # Django's own would mail whole requests to somebody, and say every 404 twice.
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "WARNING" if LOG_FORMAT == "plain" else "ERROR"},
        "django.server": {"handlers": [], "propagate": True},
    },
}

"""The settings of the floor: the same database, sessions and people, and nothing else of ours."""

from tests.bench.earnest import *  # noqa: F403

# Only whose tables are asked; people are let in again by Django's own backend, see `facts.py`.
INSTALLED_APPS = [
    *("accounts.apps.AccountsConfig", "django.contrib.auth", "django.contrib.contenttypes"),
    "django.contrib.sessions",
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]

MIDDLEWARE = [
    "tests.bench.counting.count_statements",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "tests.bench.floor"

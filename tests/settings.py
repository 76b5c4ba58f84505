"""The settings under test: in earnest, but over plain http, with quick passwords and a folder of its own."""

import os

from tests.own_folder import OWN_FOLDER

# The shell's own choices must not reach a test; these are read from the environment by the settings.
os.environ |= {
    "BURGERKRACHT_VAR": OWN_FOLDER,
    "DEMO": "",
    "SECURE_COOKIES": "0",
    "SECURE_SSL_REDIRECT": "0",
}

from burgerkracht.settings import *  # noqa: F403
from burgerkracht.settings import DATABASES, STORAGES, VAR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
# A file is looked for when it is asked for; else each browser of a test first reads all of them.
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
# Nobody pulls the plug on a test, so it need not wait for the disk; the journal stays as in production.
if "init_command" in DATABASES["default"]["OPTIONS"]:
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )

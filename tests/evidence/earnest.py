"""The settings of a drill on the real site: in earnest, behind one proxy; the environment says where it all lies."""

import os

os.environ |= {"DEMO": "", "TRUSTED_PROXIES": "1"}

from burgerkracht.settings import *  # noqa: F403
from burgerkracht.settings import DATABASES, MIDDLEWARE, STORAGES, VAR

# Nobody collected the files of the pages in a folder that is thrown away.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if os.environ.get("DRILL_CARELESS"):
    # The same site without what a drill is about: then it must go wrong, or the drill sees nothing.
    MIDDLEWARE = [one for one in MIDDLEWARE if one != "burgerkracht.patience.answer_in_time"]
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
    EMAIL_TIMEOUT = 3600

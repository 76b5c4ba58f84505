"""The settings of the bench: everything as in production behind one proxy, and a counter that is silent until asked."""

import os

os.environ |= {"DEMO": "", "TRUSTED_PROXIES": "1", "SECURE_COOKIES": "1", "SECURE_SSL_REDIRECT": "1"}

from burgerkracht.settings import *  # noqa: F403
from burgerkracht.settings import MIDDLEWARE, VAR

# The files of the pages are collected there, under names with a digest.
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE = ["tests.bench.counting.count_statements", *MIDDLEWARE]

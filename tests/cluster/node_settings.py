"""The settings of a node under test: static files as they stand, answers that tell where they were read."""

import os

from tracker.settings import *  # noqa: F403 - settings build on settings
from tracker.settings import MIDDLEWARE, STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
CSRF_TRUSTED_ORIGINS = os.environ.get("TRUSTED_ORIGINS", "").split()  # a browser comes without TLS
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # many sign in, and nobody has a secret
SECOND_FACTOR_ROLES = ()
MIDDLEWARE.insert(MIDDLEWARE.index("policy_positions.views.kept_pages.KeptPages"), "tests.cluster.told.told")
if twin := os.environ.get("TWIN"):
    MIDDLEWARE[MIDDLEWARE.index("tracker.replicas.reading.Reading")] = f"tests.cluster.twins.{twin}"

"""Django's settings, from the environment, safe by default."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from tracker import TITLE, configuration, shared_cache
from tracker.private_files import keep_once, private_folder

BASE_DIR = Path(__file__).resolve().parents[1]

asked = configuration.read(os.environ, base=BASE_DIR)
IS_LOCAL = asked.is_local
LOCALDB_DIR = asked.local_folder

DEBUG = asked.debug
ALLOWED_HOSTS = list(asked.allowed_hosts)
SECRET_KEY = asked.secret_key or keep_once(
    private_folder(LOCALDB_DIR, trusted_by_root=BASE_DIR.stat().st_uid) / "secret_key",
    lambda: secrets.token_urlsafe(50),
)
SECRET_KEY_FALLBACKS = list(asked.former_keys)

METRICS_TOKEN = asked.metrics_token

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "tracker.static_files.StaticFiles",
    "django.contrib.postgres",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "pgtrigger",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "policy_positions",
]

# From the outside in. What sets headers stands first, so that no answer leaves without them, be it a static
# file, a refusal or a failure; what refuses comes before what does work. A page is kept with its policy.
MIDDLEWARE = [
    "tracker.porch.request_ids.numbered",
    *(["tracker.porch.metrics.measured"] if METRICS_TOKEN else []),
    "tracker.porch.languages.spoken",
    "tracker.porch.headers.own_headers",
    "django.middleware.security.SecurityMiddleware",
    "tracker.porch.methods.known_methods_only",
    "tracker.porch.vetting.visible_addresses_only",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tracker.porch.watch.Watch",
    "policy_positions.views.kept_pages.KeptPages",
    "csp.middleware.CSPMiddleware",
    "tracker.porch.sessions.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "policy_positions.views.accounts.gate.second_factor_first",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "policy_positions.views.edit.review.waiting",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "pages",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "tracker.templating.environment",
            "extensions": ["jinja2.ext.i18n"],
            "context_processors": CONTEXT_PROCESSORS,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "admin",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # refuses, unasked, whoever has failed too often
    "django.contrib.auth.backends.ModelBackend",
]
# Reviewers and admins prove a second factor. The demo accounts of a local installation may go without one
# until they set it up: it is their owner's own machine, reached from there alone.
SECOND_FACTOR_ROLES = ("reviewer", "admin")
SECOND_FACTOR_GRACE = ("editor", "reviewer", "admin") if IS_LOCAL else ()
OTP_TOTP_ISSUER = "Drug-policy tracker"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "policy_positions.views.accounts.signing_in.locked_out"
AXES_USERNAME_CALLABLE = "policy_positions.views.accounts.signing_in.name_tried"
AXES_CLIENT_IP_CALLABLE = "policy_positions.views.accounts.signing_in.client_address"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # who succeeded is nobody's business here
AXES_VERBOSE = False

REPLICAS = {f"replica{number}": place for number, place in enumerate(asked.replicas, start=1)}
REPLICA_LAG_SECONDS = asked.replica_lag
DATABASES = {
    "default": asked.database,
    **{alias: {**place, "TEST": {"MIRROR": "default"}} for alias, place in REPLICAS.items()},
}
if REPLICAS:
    DATABASE_ROUTERS = ["tracker.replicas.router.Router"]
    place = MIDDLEWARE.index("policy_positions.views.kept_pages.KeptPages")
    MIDDLEWARE.insert(place, "tracker.replicas.reading.Reading")

SHARED_CACHE = asked.cache_url
if SHARED_CACHE:
    CACHES = {"default": shared_cache.place(SHARED_CACHE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "arrival"
_PASSWORD = "django.contrib.auth.password_validation"  # noqa: S105 - where Django's rules are
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_PASSWORD}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_PASSWORD}.CommonPasswordValidator"},
    {"NAME": f"{_PASSWORD}.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("pt", "Português"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# Small ones are held in memory.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "tracker.porch.incoming.OnDisk",
]

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tracker.static_files.HashedFiles"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

WHITENOISE_ALLOW_ALL_ORIGINS = False  # the pages' own styles and scripts are for the pages

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = asked.https_only
CSRF_COOKIE_HTTPONLY = True  # forms carry their token themselves
if asked.https_only:
    # A browser takes a cookie of such a name from this very host alone, from no neighbour of its domain.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if asked.https_only else 0
if asked.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whether every subdomain speaks HTTPS, for good, is for the owner of the domain to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# The read API knows nobody and takes nothing: no sessions, no cookies, one representation an address.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "policy_positions.api.problems.problem",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": TITLE,
    "DESCRIPTION": "What the states and bodies of the Americas have said on drug policy: "
    "every published position with its verbatim passages.",
    "VERSION": "1",
    "LICENSE": {"name": "CC BY 4.0 for the coding", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "POSTPROCESSING_HOOKS": [
        "policy_positions.api.schema.without_marks",
        "policy_positions.api.schema.with_blanks",
    ],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SORT_OPERATION_PARAMETERS": False,
    "SORT_OPERATIONS": False,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {"()": "tracker.logs.JsonLines"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line" if IS_LOCAL else "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A line a request, where the site is public; on one's own machine only what went wrong.
    "loggers": {"tracker.requests": {"level": "WARNING" if IS_LOCAL else "INFO"}},
}
if asked.error_reports:
    LOGGING["handlers"]["reports"] = {  # type: ignore[index] # a dictionary, as written above
        "()": "tracker.porch.reports.Reports",
        "hook": asked.error_reports,
    }
    LOGGING["root"]["handlers"].append("reports")  # type: ignore[index] # a list

"""Settings, driven by the environment; ``.env.example`` explains every variable."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from .environment import BadSetting, Environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"  # what running leaves behind; never committed

env = Environment(os.environ)

# --- What kind of portal this is -------------------------------------------------------------------------------------

DEBUG = env.boolean("PORTAL_DEBUG")
DEMO = env.boolean("PORTAL_DEMO")  # invented people, a clock that can be moved; pages say so

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEBUG_ONLY_KEY = "only-for-debugging-on-this-machine-" * 2  # DEBUG is refused on any other host

env.require(
    ["DATABASE_URL", "REDIS_URL"],
    advice="Start `manage.py demo` in another window, or set them (.env.example explains how).",
)
if not DEBUG:
    env.require(
        ["PORTAL_SECRET_KEY", "PORTAL_PEPPER", "PORTAL_FIELD_KEY", "PORTAL_HOSTS"],
        advice="Set them (.env.example explains each), or set PORTAL_DEBUG=1 to work on the portal on this machine.",
    )

SECRET_KEY = env.text("PORTAL_SECRET_KEY", DEBUG_ONLY_KEY, at_least=50)
PEPPER = env.text("PORTAL_PEPPER", DEBUG_ONLY_KEY, at_least=32)  # key of the hashes of credentials
FIELD_KEY = env.fernet_key("PORTAL_FIELD_KEY", "b25seS1mb3ItZGVidWdnaW5nLW9uLXRoaXMtbWFjaCE=")  # personal fields

# --- Where it is reached ---------------------------------------------------------------------------------------------

ALLOWED_HOSTS = env.words("PORTAL_HOSTS", LOCAL_HOSTS)
BASE_URL = env.origin(
    "PORTAL_BASE_URL", "http://127.0.0.1:8000" if DEBUG or DEMO else f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
)
PROXIES = env.integer("PORTAL_PROXIES", 0, low=0, high=5)  # our own, in front: their X-Forwarded-* are believed
HTTPS = urlsplit(BASE_URL).scheme == "https"

if DEBUG and not set(ALLOWED_HOSTS) <= set(LOCAL_HOSTS):
    raise BadSetting("PORTAL_DEBUG=1 shows the inside of the portal: PORTAL_HOSTS may then only name this machine.")
if not (DEBUG or DEMO) and not HTTPS:
    raise BadSetting("PORTAL_BASE_URL must begin with https:// – people sign in with what their letters say.")
if not (DEBUG or DEMO) and "*" in ALLOWED_HOSTS:
    raise BadSetting("PORTAL_HOSTS may not be *: name the hosts, links in letters are made from them.")

# --- What it is made of ----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "renewal_portal.apps.OfficesConfig",  # the Django admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "renewal_portal",
    "renewal_portal.ledger",
    "communities",
    "menus",
    "consultations",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "renewal_portal.urls"
WSGI_APPLICATION = "renewal_portal.wsgi.application"
AUTH_USER_MODEL = "communities.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "renewal_portal.signed_in.signed_in",
            ]
        },
    }
]

# --- Data: PostgreSQL is the only database, Valkey carries the jobs and the cache ------------------------------------

DATABASES = {"default": env.database("DATABASE_URL")}
DATABASES["default"]["OPTIONS"] = {
    "options": "-c cursor_tuple_fraction=1",  # whoever streams rows here reads them to the end: plan for that
    **DATABASES["default"].get("OPTIONS", {}),
}
CACHE_URL, BROKER_URL = env.valkey("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "portal",
    }
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 17 << 20  # a register file, full of identity numbers, is never on a disk unencrypted
MEDIA_ROOT = env.path("PORTAL_MEDIA_ROOT", VAR / "media")  # photos, letters; served by views that ask who looks

# --- Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Static files ----------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Security --------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # QR codes stand in the page
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": HTTPS,
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"  # the address of a letter's link must not travel
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside the container, over plain HTTP
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 3600  # a working day at the committee's desk
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # the host's sub-domains are not ours to bind

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
OTP_TOTP_ISSUER = "Renewal Portal"

# --- Jobs: the rows are the queue, a message only says "look" (docs/architecture.md) ---------------------------------

CELERY_BROKER_URL = BROKER_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": "portal-jobs:"}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 30 * 60
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SEND_TASK_EVENTS = False
SWEEPS = {  # what beat sends every minute; a message that waited a minute is replaced by the next
    "close due rounds": "consultations.tasks.close_due_rounds",
    "count closed rounds": "consultations.tasks.count_closed_rounds",
    "draw up plans": "consultations.tasks.draw_up_plans",
    "run jobs": "consultations.tasks.run_jobs",
    "send reminders": "consultations.tasks.send_reminders",
    "forget contacts": "consultations.tasks.forget_contacts",
    "make letters": "communities.tasks.make_letters",
    "delete letters": "communities.tasks.delete_letters",
    "work on register files": "communities.tasks.work_on_register_files",
    "delete register files": "communities.tasks.delete_register_files",
    "sweep photos": "communities.tasks.sweep_photos",
    "seal events": "renewal_portal.ledger.tasks.seal_events",
    "show that beat and worker live": "renewal_portal.tasks.beat_heart",
}
CELERY_BEAT_SCHEDULE = {
    name: {"task": task, "schedule": 60.0, "options": {"expires": 55.0}} for name, task in SWEEPS.items()
}

# --- The public interface: read only ---------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # who asks makes no difference
    "DEFAULT_PERMISSION_CLASSES": ["renewal_portal.read_only.ReadOnly"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "renewal_portal.pages.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": "120/min"},
    "EXCEPTION_HANDLER": "renewal_portal.errors.in_one_shape",
    "NUM_PROXIES": PROXIES,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Renewal Portal",
    "DESCRIPTION": "What anyone may know: communities, menus, rounds, results, plans and notices.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [  # enumerations stand at their field, without names of their own
        "drf_spectacular.hooks.postprocess_schema_enum_id_removal",
        "renewal_portal.errors.describe",
    ],
}

# --- Messages to people: codes and reminders (renewal_portal/messaging) ----------------------------------------------

SMS = env.sms("PORTAL_SMS", "console" if DEMO else "off", console="renewal_portal.messaging.console.ConsoleSms")
_MAIL = env.mail("PORTAL_EMAIL_URL", "console" if DEMO else "off")
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _MAIL.backend, _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.tls, not _MAIL.tls
EMAIL_TIMEOUT = 20  # seconds; a mail server that hangs holds one job up, not the worker
DEFAULT_FROM_EMAIL = env.text("PORTAL_EMAIL_FROM", f"no-reply@{urlsplit(BASE_URL).hostname}")

if not (DEBUG or DEMO) and (SMS.endswith(".ConsoleSms") or "console" in EMAIL_BACKEND):
    raise BadSetting("PORTAL_SMS and PORTAL_EMAIL_URL may be console only with PORTAL_DEMO=1: it prints codes.")

# --- Logs: one line each on standard output, without what signs somebody in ------------------------------------------

LOG_LEVEL = env.choice("PORTAL_LOG_LEVEL", "INFO", among=("DEBUG", "INFO", "WARNING", "ERROR"))
_ONE_DOOR = {"handlers": ["out"], "level": LOG_LEVEL, "propagate": False}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "renewal_portal.logs.ScrubbingFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
    "root": {"handlers": ["out"], "level": LOG_LEVEL},
    "loggers": dict.fromkeys(("django", "django.server", "gunicorn.error", "gunicorn.access"), _ONE_DOOR),
}

env.refuse_unknown()

"""The settings of the yardstick of ``confirm``: Django with sessions and CSRF, and one view (``bare_site``)."""

from renewal_portal.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.bare_site"
INSTALLED_APPS = ["django.contrib.sessions"]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]

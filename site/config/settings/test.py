"""Settings of the test suite: `DATABASE_URL` chooses SQLite (the default) or PostgreSQL."""

from .base import *  # noqa: F403 - a settings module extends its base
from .base import NO_PAGE_CACHE, VAR_DIR, database

DEBUG = False
SECRET_KEY = "for tests only"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
# tests/conftest.py gives each process a database and a folder of uploads of its own.
DATABASES = {"default": database("sqlite://:memory:")}
MEDIA_ROOT = VAR_DIR / "test-media"
MEYDAN_PRIVATE_ROOT = VAR_DIR / "test-private"
ELASTICSEARCH_URL = ""  # but where a test is about it
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": NO_PAGE_CACHE,
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "core.storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Whatever EMAIL_URL says: tests write to nobody.
MEYDAN_MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
MEYDAN_SHOW_MAIL = True
MEYDAN_SHOW_STYLEGUIDE = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MEYDAN_DEMO_ALLOWED = True
MEYDAN_REQUESTS_A_MINUTE = {"search": 0}  # no limits, but where a test sets some
MEYDAN_SERVE_MEDIA = True
MEYDAN_MFA_REQUIRED = False  # but where a test is about it
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

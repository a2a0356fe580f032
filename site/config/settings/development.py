"""A complete site in `var/`, for `make run` and the hands of developers. Never for the public."""

from .base import *  # noqa: F403 - a settings module extends its base
from .base import DATABASE_CACHE, NO_PAGE_CACHE, VAR_DIR, database, env, mail_transport

# The site shows its own error pages, as its visitors see them; MEYDAN_DEBUG=1 shows Django's.
DEBUG = env.bool("MEYDAN_DEBUG", default=False)
SECRET_KEY = "for development only: production takes MEYDAN_SECRET_KEY"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": database(f"sqlite:///{VAR_DIR / 'meydan.sqlite3'}")}
# Shared by the workers, and atomic, as rate limits need it.
CACHES = {
    "default": env.cache_url("CACHE_URL", default=DATABASE_CACHE),
    "pages": NO_PAGE_CACHE,
}
# Mails end at the development page, but where EMAIL_URL names a server.
vars().update(mail_transport("dummymail://"))
MEYDAN_SHOW_MAIL = True
MEYDAN_SHOW_STYLEGUIDE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "core.storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MEYDAN_DEMO_ALLOWED = True
MEYDAN_SERVE_MEDIA = True
# The demonstration's passwords let everybody in; MEYDAN_MFA_REQUIRED=1 tries the second factor.
MEYDAN_MFA_REQUIRED = env.bool("MEYDAN_MFA_REQUIRED", default=False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # there is no HTTPS at localhost

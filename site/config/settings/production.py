"""Production: refuses to start, with one sentence, while something it needs is missing."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403 - a settings module extends its base
from .base import DATABASE_CACHE, PAGE_CACHE, database, env, mail_transport

REQUIRED = {
    "MEYDAN_SECRET_KEY": "a long random string",
    "MEYDAN_HOSTS": "the host names the site answers to, separated by commas",
    "DATABASE_URL": "for example postgres://user:password@127.0.0.1/meydan",
    "MEYDAN_BASE_URL": "the site's address, for links in mails and the admin",
}
for name, meaning in REQUIRED.items():
    if not env.str(name, default=""):
        raise ImproperlyConfigured(f"Set {name} in the environment: {meaning}.")

DEBUG = False
SECRET_KEY = env.str("MEYDAN_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("MEYDAN_OLD_SECRET_KEYS", default=[])
ALLOWED_HOSTS = env.list("MEYDAN_HOSTS")
# A new connection costs a fifth of a page.
KEPT = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": KEPT | database("")}
CACHES = {
    "default": env.cache_url("CACHE_URL", default=DATABASE_CACHE),
    "pages": PAGE_CACHE,
}
vars().update(mail_transport())

# The one that speaks HTTPS.
MEYDAN_PROXIES = env.int("MEYDAN_PROXIES", default=1)

CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("MEYDAN_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
MEYDAN_DEMO_ALLOWED = False

"""What every shape of deployment shares. All that differs comes from the environment."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from fontpkg_figtree import ROOT as FIGTREE
from jinja2 import StrictUndefined

from .accounts import *  # noqa: F403 - a part of these settings, in a file of its own
from .uploads import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[3]

env = environ.Env()
VAR_DIR = Path(env.str("MEYDAN_VAR", default=str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "home",
    "practices",
    "events",
    "publications",
    "members",
    "shelves",
    "search",
    "translations",
    "accounts",
    "mail",
    "core",
    "taxonomy",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    # The modelsearch app itself: never list `modelsearch` beside it.
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django_filters",
    "js_lib_leaflet",  # Leaflet's files, as published
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "core.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecurityLogMiddleware",
    "accounts.door.AdminDoorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "core.middleware.IncompleteFormMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        "NAME": "macros",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "macros"],
        "OPTIONS": {
            "environment": "core.macros.environment",
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
    },
]

# Databases

SQLITE_OPTIONS = {
    # Django's default mode lets two writers deadlock on an upgrade of a read lock.
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        # As much as SQLite can map: a search reads hundreds of pages, and so asks for none.
        "PRAGMA mmap_size=2147418112; "
        # A publication changes hundreds of pages: room for them, and seldom a checkpoint.
        "PRAGMA cache_size=-16000; PRAGMA wal_autocheckpoint=10000;"
    ),
}


def database(default: str) -> dict[str, Any]:
    """The database named by `DATABASE_URL`, with the SQLite options writers need."""
    settings: dict[str, Any] = env.db_url("DATABASE_URL", default=default)
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = {**SQLITE_OPTIONS, **settings.get("OPTIONS", {})}
    # With IMMEDIATE transactions every GET would wait for the writer.
    settings["ATOMIC_REQUESTS"] = False
    return settings


# Search

# The servers of an Elasticsearch cluster, separated by commas; docs/operations.md.
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
# What the names of all our indexes begin with: sites may share a cluster.
MEYDAN_ELASTICSEARCH_INDEX = env.str("MEYDAN_ELASTICSEARCH_INDEX", default="meydan")
MEYDAN_ELASTICSEARCH_SHARDS = env.int("MEYDAN_ELASTICSEARCH_SHARDS", default=1)
# The certificate of who signed the servers' certificates, as a file; a key in place of a password.
MEYDAN_ELASTICSEARCH_CA = env.str("MEYDAN_ELASTICSEARCH_CA", default="")
MEYDAN_ELASTICSEARCH_API_KEY = env.str("MEYDAN_ELASTICSEARCH_API_KEY", default="")


def admin_search(addresses: str) -> dict[str, Any]:
    """The back ends of Wagtail's own search where Elasticsearch is used."""
    options = {"ca_certs": MEYDAN_ELASTICSEARCH_CA, "api_key": MEYDAN_ELASTICSEARCH_API_KEY}
    elasticsearch = {
        "BACKEND": "search.admin_search",
        "URLS": [address.strip() for address in addresses.split(",")],
        "INDEX_PREFIX": f"{MEYDAN_ELASTICSEARCH_INDEX}-admin-",
        "INDEX_SETTINGS": {"settings": {"index": {"auto_expand_replicas": "0-1"}}},
        "TIMEOUT": 2,
        "OPTIONS": {name: value for name, value in options.items() if value},
    }
    return {"default": elasticsearch, "database": {"BACKEND": "wagtail.search.backends.database"}}


# A cache that every worker shares, and in which `add` is atomic: rate limits stand on it.
DATABASE_CACHE = "dbcache://meydan_cache?max_entries=100000"
# Whole pages for readers without an account, in the memory of each process: core/page_cache.py.
PAGE_CACHE = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "pages",
    "OPTIONS": {"MAX_ENTRIES": 500},
}
# Where templates change under way, or what a test looks at.
NO_PAGE_CACHE = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The interface for programs

# How often one address may ask for each, in all workers together; 0 is without limit.
MEYDAN_REQUESTS_A_MINUTE = {
    "search": env.int("MEYDAN_SEARCHES_A_MINUTE", default=1_200),
    "suggest": env.int("MEYDAN_SUGGESTIONS_A_MINUTE", default=1_200),
    "download": env.int("MEYDAN_DOWNLOADS_A_MINUTE", default=30),
    "feed": env.int("MEYDAN_FEEDS_A_MINUTE", default=120),
    "pdf": env.int("MEYDAN_PDFS_A_MINUTE", default=10),
}
# How many proxies stand in front and each add to X-Forwarded-For.
MEYDAN_PROXIES = env.int("MEYDAN_PROXIES", default=0)

# Languages

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", _("English")),
    ("tr", _("Turkish")),
    ("ar", _("Arabic")),
    ("fr", _("French")),
]
# Our own messages, and those the installed apps leave untranslated (core/vendor_messages.py).
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale/vendor"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "simple"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# The memory of translations outlives the pages it was made on.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
# Administrators are told of what they have to do, not of every review.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "translations.workflow.finish"
WAGTAIL_USER_TIME_ZONES = ["UTC", "Europe/Istanbul", "Europe/Paris"]

# Machine translation by pair of languages: docs/operations.md. None unless configured.
try:
    MEYDAN_MACHINE_TRANSLATION = env.json("MEYDAN_MACHINE_TRANSLATION", default={})
except ValueError:
    # The value holds keys: the error that shows it is not told.
    raise ImproperlyConfigured(
        "MEYDAN_MACHINE_TRANSLATION in the environment is no valid JSON."
    ) from None
if MEYDAN_MACHINE_TRANSLATION:
    # For wagtail-localize's own editor, which is that of the vocabularies.
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "translations.machine.vocabularies.RoutedTranslator"
    }

# Maps

# The address of map tiles, such as https://tiles.example.org/{z}/{x}/{y}.png, and whom to credit.
# Without one, maps are drawn on our own shapes, and readers' browsers ask nobody else.
MEYDAN_MAP_TILES = env.str("MEYDAN_MAP_TILES", default="")
MEYDAN_MAP_CREDIT = env.str("MEYDAN_MAP_CREDIT", default="")


def host_of(address: str) -> list[str]:
    """The host of an address as a content security policy names it; none without an address."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    # The letters, as their package holds them: docs/decisions/0009-fonts.md
    ("fonts", FIGTREE / "files"),
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
MEYDAN_PRIVATE_ROOT = VAR_DIR / "private"
# Uploaded images are served by the web server in front, or by Django where there is none.
MEYDAN_SERVE_MEDIA = env.bool("MEYDAN_SERVE_MEDIA", default=False)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "core.storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Wagtail

WAGTAIL_SITE_NAME = "Meydan"
WAGTAILADMIN_BASE_URL = env.str(
    "MEYDAN_BASE_URL", default=f"http://127.0.0.1:{env.str('PORT', default='8000')}"
)
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "core.CreditedImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.forms.WholeImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "core.CheckedDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS: dict[str, Any] = {
    "default": {"BACKEND": "wagtail.search.backends.database"}
}
if ELASTICSEARCH_URL:
    WAGTAILSEARCH_BACKENDS = admin_search(ELASTICSEARCH_URL)
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []  # the site calls nobody
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long StreamField form has thousands of inputs

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

# Mail

# Every mail waits in the outbox for the worker, who sends it by the transport.
EMAIL_BACKEND = "mail.backend.OutboxBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MEYDAN_MAIL_FROM", default="webmaster@localhost")
EMAIL_TIMEOUT = 15  # seconds that each step of a delivery may take
# Without a transport, mails wait until there is one.
MEYDAN_MAIL_TRANSPORT = ""
# Shows at /development/mail/ what mails say.
MEYDAN_SHOW_MAIL = False


def mail_transport(default: str = "") -> dict[str, Any]:
    """The transport that `EMAIL_URL` names, with the settings it is given by."""
    if not env.str("EMAIL_URL", default=default):
        return {}
    named: dict[str, Any] = env.email_url("EMAIL_URL", default=default)
    transport = named.pop("EMAIL_BACKEND")
    if transport == "django.core.mail.backends.smtp.EmailBackend":
        transport = "mail.transport.SMTPTransport"
    return {**named, "MEYDAN_MAIL_TRANSPORT": transport}


# The components of the pages with sample data, at /styleguide/; in development only.
MEYDAN_SHOW_STYLEGUIDE = False

# Safety

CSRF_FAILURE_VIEW = "core.csrf.failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# The page preview is a frame of the admin; public pages forbid frames by their policy.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort")
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *host_of(MEYDAN_MAP_TILES)],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Wagtail's admin holds inline scripts and styles without a nonce, and frames the preview.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "form-action": [SELF],
    "base-uri": [SELF],
    "frame-ancestors": [SELF],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "accounts.redaction.SecretsFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "level": "WARNING"}},
    "loggers": {
        "django.request": {"filters": ["secrets"]},
        "django.security.csrf": {"filters": ["secrets"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}

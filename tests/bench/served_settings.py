"""Production, but for what a trial leaves out: kept pages, or the names of collected files."""

from config.settings.base import NO_PAGE_CACHE, env
from config.settings.production import *  # noqa: F403 - a settings module extends its base
from config.settings.production import CACHES as KEPT
from config.settings.production import STORAGES as COLLECTED

CACHES = KEPT if env.bool("TRIAL_KEEPS_PAGES", default=False) else KEPT | {"pages": NO_PAGE_CACHE}
# Collecting them takes longer than a short round.
PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STORAGES = COLLECTED | (
    {"staticfiles": PLAIN} if env.bool("TRIAL_PLAIN_FILES", default=False) else {}
)

"""The settings of a drill: those of tests, but with the Elasticsearch the environment names."""

from config.settings import base
from config.settings.test import *  # noqa: F403 - a settings module extends its base

ELASTICSEARCH_URL = base.ELASTICSEARCH_URL
WAGTAILSEARCH_BACKENDS = base.WAGTAILSEARCH_BACKENDS
# Tasks wait for the worker, as on a site.
TASKS = base.TASKS

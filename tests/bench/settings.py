"""The settings of a trial: those of tests, on the scratch database that `DATABASE_URL` names."""

from config.settings import base
from config.settings.test import *  # noqa: F403 - a settings module extends its base
from config.settings.test import INSTALLED_APPS as SITE_APPS

# With the models that Wagtail's own search is measured on.
INSTALLED_APPS = [*SITE_APPS, "tests.bench"]
# Measured beside the others, where there is one.
ELASTICSEARCH_URL = base.ELASTICSEARCH_URL
MEYDAN_ELASTICSEARCH_INDEX = "trial"

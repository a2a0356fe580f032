"""The settings of tests, with the task queue of a real site."""

from config.settings import base
from config.settings.test import *  # noqa: F403 - a settings module extends its base

TASKS = base.TASKS

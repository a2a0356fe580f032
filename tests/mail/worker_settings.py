"""The settings of tests, with the task queue of a real site and the mail server of the test."""

from config.settings import base
from config.settings.test import *  # noqa: F403 - a settings module extends its base

TASKS = base.TASKS
vars().update(base.mail_transport())

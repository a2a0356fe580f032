"""The settings of tests, with the task queue of a real site, the test's mail server and folder."""

import os
from pathlib import Path

from config.settings import base
from config.settings.test import *  # noqa: F403 - a settings module extends its base

TASKS = base.TASKS
vars().update(base.mail_transport())
MEYDAN_PRIVATE_ROOT = Path(os.environ["MEYDAN_TEST_PRIVATE_ROOT"])

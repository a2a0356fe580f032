"""Wagtail's bakerydemo as its own production settings have it, with all that it writes in a folder.

For bakerydemo's own environment: it is no part of ours.
"""

import os
from pathlib import Path

from bakerydemo.settings.production import *  # type: ignore[import-not-found] # noqa: F403

FOLDER = Path(os.environ["TRIAL_FOLDER"])
MEDIA_ROOT = FOLDER / "media"
STATIC_ROOT = FOLDER / "static"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"

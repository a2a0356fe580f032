"""Wagtail's bakerydemo, from a checkout that stays as it is: never a dependency of ours.

Its environment needs what it asks for itself in requirements/base.txt, and whitenoise and gunicorn.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.paths import ROOT
from tests.bench.serving import Site

PAGES = {
    "home": "/",
    "a bread": "/breads/anadama-bread/",
    "a recipe": "/recipes/southern-cornbread/",
    "search": "/search/?q=bread",
}


@contextmanager
def bakery(checkout: Path, python: Path | None) -> Iterator[Site]:
    """It with its own data, as in production, its files and SQLite database in a folder."""
    with tempfile.TemporaryDirectory(prefix="bakerydemo-") as folder:
        variables = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'bakery.sqlite3'}",
            "DJANGO_SECRET_KEY": "0123456789 abcdefghijklmnopqrstuvwxyz, of no bakery anywhere",
            "DJANGO_SETTINGS_MODULE": "tests.bench.bakery_settings",
            "PYTHONPATH": str(ROOT),
            "SECURE_SSL_REDIRECT": "False",
            "TRIAL_FOLDER": folder,
        }
        checkout = checkout.absolute()
        # Not resolved: an environment's Python is a link out of it.
        own = (python or checkout / ".venv/bin/python").absolute()
        site = Site("bakerydemo", "bakerydemo.wsgi", PAGES, variables, str(own), checkout)
        for words in (["migrate"], ["load_initial_data"], ["collectstatic", "--noinput"]):
            site.manage(*words)
        yield site

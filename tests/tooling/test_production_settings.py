"""Production refuses to start half set up, and says what is missing."""

import os
import subprocess
import sys

import pytest

from scripts.paths import ROOT
from scripts.test import PRODUCTION

REQUIRED = ["MEYDAN_SECRET_KEY", "MEYDAN_HOSTS", "DATABASE_URL", "MEYDAN_BASE_URL"]


def _start(variables: dict[str, str], more: str = "") -> subprocess.CompletedProcess[str]:
    mine = {name: value for name, value in os.environ.items() if name not in PRODUCTION}
    return subprocess.run(
        [sys.executable, "-c", f"import config.wsgi\n{more}"],
        cwd=ROOT,
        env={**mine, "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}", **variables},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("missing", REQUIRED)
def test_a_missing_variable_is_named(missing: str) -> None:
    given = {name: value for name, value in PRODUCTION.items() if name != missing}
    started = _start(given)
    assert started.returncode != 0
    assert f"Set {missing} in the environment" in started.stderr


def test_a_complete_environment_starts() -> None:
    assert _start(PRODUCTION).returncode == 0


def test_views_are_there_before_anybody_asks() -> None:
    loaded = "import sys; assert {'config.urls', 'search.views'} <= sys.modules.keys()"
    started = _start(PRODUCTION, loaded)
    assert started.returncode == 0, started.stderr

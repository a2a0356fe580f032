"""Private files without a row are deleted once a day, after a day."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone

from core.management.commands.worker import do_periodic_work
from core.orphans import AGE
from practices.models import Submission, Upload
from tests.uploads import files

pytestmark = pytest.mark.django_db


def aged(path: Path, age: timedelta) -> Path:
    """The file, as if written so long ago."""
    moment = (timezone.now() - age).timestamp()
    os.utime(path, (moment, moment))
    return path


@pytest.fixture
def orphan(quarantine: Path) -> Callable[[timedelta], Path]:
    """`orphan(age)` is a file that no row knows."""

    def make(age: timedelta) -> Path:
        folder = quarantine / "uploads" / "a-submission"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{len(list(folder.iterdir()))}"
        path.write_bytes(b"left behind")
        return aged(path, age)

    return make


def test_an_old_one_goes_and_a_young_one_stays(orphan: Callable[[timedelta], Path]) -> None:
    old, young = orphan(AGE + timedelta(hours=1)), orphan(AGE - timedelta(hours=1))
    do_periodic_work()
    assert not old.exists()
    assert young.exists()


def test_what_a_row_knows_stays_as_long_as_the_row(checked: Callable[..., Upload]) -> None:
    path = aged(Path(checked("a.pdf", files.pdf()).file.path), 100 * AGE)
    do_periodic_work()
    assert path.exists()
    Submission.objects.all().delete()
    cache.clear()  # as a day does
    do_periodic_work()
    assert not path.exists()


def test_once_a_day(orphan: Callable[[timedelta], Path]) -> None:
    do_periodic_work()
    old = orphan(2 * AGE)
    do_periodic_work()
    assert old.exists()


def test_a_site_that_was_never_sent_a_file_has_none(
    quarantine: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert not quarantine.exists()
    do_periodic_work()
    assert "failed" not in caplog.text

"""Journeys that depend on the database: `make test` walks them on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from mail.checks import OUTBOX
from tests.journeys.conftest import (
    browser_type_launch_args,
    django_beside_playwright,
    patient_expectations,
)
from tests.journeys_both.stage import Stage

__all__ = ["browser_type_launch_args", "django_beside_playwright", "patient_expectations"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/journeys_both --screens FOLDER` keeps a picture of every step."""
    parser.addoption("--screens", type=Path, help="where journeys put a picture of every step")


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def has_script(request: pytest.FixtureRequest) -> bool:
    """Whether the browsers of the journey run JavaScript."""
    return bool(request.param)


@pytest.fixture
def stage(
    browser: Browser,
    live_server: LiveServer,
    transactional_db: None,
    settings: Settings,
    has_script: bool,
    request: pytest.FixtureRequest,
) -> Iterator[Stage]:
    """Where people come with browsers of their own; mails are kept in the outbox."""
    settings.EMAIL_BACKEND = OUTBOX
    folder: Path | None = request.config.getoption("screens", None)
    screens = folder / request.node.callspec.id if folder else None
    made = Stage(browser, live_server.url, has_script=has_script, screens=screens)
    yield made
    made.close()


@pytest.fixture
def complaints(stage: Stage) -> list[str]:
    """What the browsers complain of: refused by the policy, missing, failed."""
    return stage.complaints

"""A real Chromium against a real server: what no other test can see."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from scripts import system
from tests.journeys.measures import PATIENCE


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's own Chromium: Playwright's downloads come from hosts we do not name."""
    # Chromium's sandbox refuses to work for root, who runs continuous integration.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": system.browser(), "args": arguments}


@pytest.fixture(scope="session", autouse=True)
def django_beside_playwright(django_db_setup: None) -> Iterator[None]:
    """Playwright runs an event loop in the tests' thread, where Django would refuse to query.

    After the databases: a server started before them would share one connection among threads.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session", autouse=True)
def patient_expectations() -> Iterator[None]:
    """Wait longer for what is to be seen."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=None)


@pytest.fixture
def demonstration(live_server: LiveServer, demonstration_loaded: None) -> LiveServer:
    """A server with the demonstration content."""
    return live_server


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains of: refused by the policy, missing, failed."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if _bad(message.type) else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def _bad(kind: str) -> bool:
    return kind in ("error", "warning")

"""Who takes part in a review, and mails that go the site's own road."""

from typing import Any

import pytest

from mail.checks import OUTBOX
from tests.factories.people import person


@pytest.fixture(autouse=True)
def road(settings: Any) -> None:
    """Mails are kept in the outbox."""
    settings.EMAIL_BACKEND = OUTBOX


@pytest.fixture
def reviewer() -> Any:
    return person("reviewer", "Reviewers")


@pytest.fixture
def editor() -> Any:
    """Who decides the last step."""
    return person("editor", "Moderators")

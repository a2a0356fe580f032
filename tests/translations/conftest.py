"""A practice, its Turkish translation, and who works on that."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from practices.models import PracticePage
from tests.translations.people import member_of
from tests.translations.records import begun, draft, fresh, published

Committed = Callable[[], AbstractContextManager[object]]


@pytest.fixture
def original(committed: Committed) -> Any:
    with committed():
        return published(PracticePage)


@pytest.fixture
def turkish(original: Any, committed: Committed) -> Any:
    """A finished draft that was never published."""
    with committed():
        page = draft(begun(original))
        page.title = "Bitti"
        page.save_revision(clean=False)
    return fresh(page)


@pytest.fixture
def translator() -> Any:
    return member_of("Translators (tr)")


@pytest.fixture
def reviewer() -> Any:
    return member_of("Translation reviewers (tr)")

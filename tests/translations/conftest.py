"""A practice, its Turkish translation, and who works on that."""

from typing import Any

import pytest

from practices.models import PracticePage
from tests.translations.people import member_of
from tests.translations.records import begun, draft, fresh, published


@pytest.fixture(scope="module")
def alone_below(below: None) -> Any:
    return published(PracticePage)


@pytest.fixture(scope="module")
def original_below(below: None) -> Any:
    """The original of `turkish_below`."""
    return published(PracticePage)


@pytest.fixture(scope="module")
def turkish_below(original_below: Any) -> Any:
    """A finished draft that was never published."""
    page = draft(begun(original_below))
    page.title = "Bitti"
    page.save_revision(clean=False)
    return page


@pytest.fixture
def original(
    request: pytest.FixtureRequest, alone_below: Any, original_below: Any, turkish_below: Any
) -> Any:
    """The original of `turkish`, for a test that asks for both; else a record in one language."""
    return fresh(original_below if "turkish" in request.fixturenames else alone_below)


@pytest.fixture
def turkish(turkish_below: Any) -> Any:
    return fresh(turkish_below)


@pytest.fixture
def translator() -> Any:
    return member_of("Translators (tr)")


@pytest.fixture
def reviewer() -> Any:
    return member_of("Translation reviewers (tr)")

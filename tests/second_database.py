"""On the second database, only what may touch one: pytest-django bars all other tests from it."""

import pytest
from django.test import TransactionTestCase

FIXTURES = {"db", "transactional_db"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--only-with-database`, for a run after one of all tests."""
    parser.addoption(
        "--only-with-database", action="store_true", help="leave out what may touch no database"
    )


def may_touch(item: pytest.Item) -> bool:
    """Whether pytest-django lets a test reach the database: by mark, by fixture, by class."""
    kind = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or not FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
        or (kind is not None and issubclass(kind, TransactionTestCase))
    )

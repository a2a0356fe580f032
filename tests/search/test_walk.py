"""Whatever editors do, and wherever a process is killed, searches show what is public."""

import os
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from wagtail.models import Page

from search.draining import drain
from search.models import DirtyRecord
from taxonomy.models import Theme
from tests.search.pages import Truth, assert_searches_tell_the_truth, found
from tests.search.walk import Walker

pytestmark = pytest.mark.django_db(transaction=True)
STEPS = int(os.environ.get("MEYDAN_WALK_STEPS", "40"))
MOST_STATEMENTS = 250


class Killed(BaseException):
    """Stands for the end of the process: no `except Exception` stops it."""


class Killer:
    """Lets some statements through to the database and none after them."""

    def __init__(self, statements: int) -> None:
        self.left = statements

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        if self.left <= 0:
            raise Killed
        self.left -= 1
        return execute(*args)


def killed_at(statements: int, step: Callable[[], None]) -> None:
    try:
        with connection.execute_wrapper(Killer(statements)):
            step()
    except Killed:
        connection.close()
        # Deleting is not one transaction in Wagtail: a kill can leave wrong numbers of children.
        Page.fix_tree()


def assert_theme_labels_are_found() -> None:
    for theme in Theme.objects.filter(code__startswith="walk-", locale__language_code="en"):
        expected = Truth().keys_with_theme(theme.code)
        with_parents = {shown.key for shown in found("en", theme.name)}
        assert with_parents == expected, theme.name


@pytest.mark.parametrize("seed", [1, 2])
def test_the_next_search_shows_what_was_done_and_nothing_else(
    seed: int, admin_client: Client
) -> None:
    walker = Walker(Random(seed), admin_client)
    for _ in range(STEPS):
        walker.step()
        assert not DirtyRecord.objects.exists()
        assert_searches_tell_the_truth(facets=True)
    assert_theme_labels_are_found()
    call_command("search_index", "verify")


@pytest.mark.parametrize("seed", [3, 4])
def test_a_process_killed_at_any_statement_leaves_nothing_lost_or_shown(
    seed: int, admin_client: Client
) -> None:
    random = Random(seed)
    walker = Walker(random, admin_client)
    for _ in range(STEPS):
        killed_at(random.randrange(MOST_STATEMENTS), walker.step)
        noted = DirtyRecord.objects.all()
        hidden = {row.key for row in noted if row.key and row.hidden}
        themes_are_known = not any(row.scope or not row.hidden for row in noted)
        assert_searches_tell_the_truth(hidden, facets=themes_are_known)
        drain()
        assert not DirtyRecord.objects.exists()
        assert_searches_tell_the_truth(facets=True)
    assert_theme_labels_are_found()
    call_command("search_index", "verify")

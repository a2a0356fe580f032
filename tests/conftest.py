"""What every test stands on: its own copy of a migrated database, and a process without memory."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import ContextList, override_settings
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed
from pytest_django import DjangoDbBlocker

from core import kept_parts
from practices.calls import openness
from scripts.compile_messages import compile_catalogues
from scripts.paths import ROOT
from tests.databases import Copies, copies
from tests.demonstration import Demonstration
from tests.order import longest_first
from tests.second_database import may_touch, pytest_addoption

__all__ = ["pytest_addoption"]

# Two busy cores make a time limit per example a coin toss.
hypothesis.settings.register_profile("meydan", deadline=None, database=None)
hypothesis.settings.load_profile("meydan")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, where asked to, what is the same with any database; put the rest in order."""
    if config.getoption("only_with_database"):
        config.hook.pytest_deselected(items=[item for item in items if not may_touch(item)])
        items[:] = filter(may_touch, items)
    longest_first(items)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Spare the garbage collector what stays, all modules: else a fifth of a page's time is its."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the message catalogues, once for all processes, before anything is translated."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()
        # English is read as soon as Django is set up, from what was compiled before.
        translation_file_changed(None, ROOT / "locale" / "django.mo")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Keep the contexts of answers as they are; Django copies each, a third of a page's time."""
    patch = pytest.MonkeyPatch()
    patch.setattr("django.test.client.store_rendered_templates", _keep_rendered_templates)


def _keep_rendered_templates(
    store: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **kwargs: Any
) -> None:
    store.setdefault("templates", []).append(template)
    store.setdefault("context", ContextList()).append(context)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In continuous integration, a skipped test is a failed one."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have measured: `record_property("summary", …)`."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "summary":
                terminalreporter.write_line(str(value))


@pytest.fixture(scope="session")
def database(
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
    testrun_uid: str,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Demonstration]:
    """A copy of the template for this process, and what it may become: the demonstration's."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    folder = tmp_path_factory.mktemp("database")
    with django_db_blocker.unblock():
        copy = copies(folder, f"{testrun_uid}_{worker_id}", shared, testrun_uid)
        copy.create()
    demonstration = Demonstration(copy, shared)
    yield demonstration
    with django_db_blocker.unblock():
        demonstration.drop()


@pytest.fixture(scope="session")
def django_db_setup(database: Demonstration) -> Iterator[None]:
    """In place of pytest-django's own: after a test that commits, the next copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _restoring(database.database))
        yield


@pytest.fixture
def demonstration_loaded(transactional_db: None, database: Demonstration) -> None:
    """The demonstration, for a test."""
    database.load()


@pytest.fixture(scope="module")
def below(
    database: Demonstration, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """What a module's fixtures make on it is committed, and there for all of its tests.

    None of them may commit. The objects made are shared as well: tests get theirs read anew.
    """
    _forget()
    with django_db_blocker.unblock():
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(TransactionTestCase, "_fixture_teardown", _refused)
                yield
        finally:
            database.database.restore()


def _refused(test: TransactionTestCase) -> None:
    raise AssertionError("A test that commits takes away what others stand on: give it a module.")


@pytest.fixture(scope="module")
def demonstration_below(below: None, database: Demonstration) -> None:
    """The demonstration, below all tests of a module."""
    database.load()


def _restoring(database: Copies) -> Callable[[TransactionTestCase], None]:
    def restore(test: TransactionTestCase) -> None:
        database.restore()

    return restore


@pytest.fixture(scope="session", autouse=True)
def uploads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of uploaded files, and that of unchecked ones: this process's own."""
    folder, private = tmp_path_factory.mktemp("media"), tmp_path_factory.mktemp("private")
    with override_settings(MEDIA_ROOT=str(folder), MEYDAN_PRIVATE_ROOT=str(private)):
        yield folder


@pytest.fixture(autouse=True)
def forgetful_process() -> Iterator[None]:
    """What a process remembers of a database that is rolled back is no longer true.

    Nor is the language of the last request, which Django leaves active.
    """
    yield
    _forget()


def _forget() -> None:
    cache.clear()
    openness.forget()
    kept_parts.forget()
    translation.deactivate()


@pytest.fixture
def committed() -> Callable[[], AbstractContextManager[None]]:
    """`with committed():` runs, at its end, all that the test has left to be run on commit.

    Unlike Django's own capture it takes it off the list, as a commit does: search looks there
    for what it has planned already.
    """
    return _commit


@contextmanager
def _commit() -> Iterator[None]:
    yield
    while connection.run_on_commit:
        planned = connection.run_on_commit.pop(0)
        planned[1]()

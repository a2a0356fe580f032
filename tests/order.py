"""What lasts longest begins first, so that no process waits at the end."""

import pytest

# Modules that take a third of a minute and more, the longest first.
LONGEST = (
    "tests/journeys/test_demonstration.py",
    "tests/tooling/test_run.py",
    "tests/isolation/test_matrix.py",
    "tests/translations/test_rights_matrix.py",
    "tests/bench/test_publishing.py",
    "tests/journeys_both/test_submission.py",
    "tests/core/test_restore.py",
    "tests/practices/walk/test_walk.py",
    "tests/search/test_contract.py",
    "tests/mail/test_kill.py",
    "tests/journeys/test_four_languages.py",
    "tests/practices/test_demonstration.py",
    "tests/search/test_same_answers.py",
    "tests/search/test_relevance.py",
    "tests/bench/test_bench.py",
    "tests/bench/test_drill.py",
    "tests/bench/test_rebuild.py",
    "tests/bench/test_kill.py",
    "tests/uploads/test_kill.py",
    "tests/translations/test_job_workers.py",
)
PLACES = {module: place for place, module in enumerate(LONGEST)}


def longest_first(items: list[pytest.Item]) -> None:
    """Put the modules that last longest before all others; each stays in its own order."""
    items.sort(key=lambda item: PLACES.get(item.nodeid.partition("::")[0], len(PLACES)))

"""What tests of search share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from search.engines.base import Engine
from search.engines.database import DatabaseEngine
from search.engines.elasticsearch.client import Budget, client
from tests.search.fed import Fed
from tests.servers import elasticsearch


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """The address of the server that `ELASTICSEARCH_URL` names, or of one of this process's own."""
    with elasticsearch.named_or_new() as url:
        yield url


@pytest.fixture(scope="session")
def elasticsearch_prefix(elasticsearch_url: str, worker_id: str, testrun_uid: str) -> Iterator[str]:
    """What the names of this process's indexes begin with; they are deleted at the end."""
    prefix = f"test-{testrun_uid}-{worker_id}"
    yield prefix
    with override_settings(ELASTICSEARCH_URL=elasticsearch_url, MEYDAN_ELASTICSEARCH_INDEX=prefix):
        for name in client().indices.get(index=f"{prefix}-*"):
            client().indices.delete(index=name)


@pytest.fixture
def with_elasticsearch(
    elasticsearch_url: str,
    elasticsearch_prefix: str,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The site asks the server for its searches, and feeds it once an index is built."""
    # Whatever else a machine does that runs tests: readers do not wait so long.
    monkeypatch.setattr(Budget.__init__, "__defaults__", (60,))
    settings.ELASTICSEARCH_URL = elasticsearch_url
    settings.MEYDAN_ELASTICSEARCH_INDEX = elasticsearch_prefix
    # What is put together from several shards has more ways to be wrong.
    settings.MEYDAN_ELASTICSEARCH_SHARDS = 3


ENGINES = ["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn; the contract is the same for all."""
    if request.param == "database":
        return DatabaseEngine()
    request.getfixturevalue("with_elasticsearch")
    return Fed()

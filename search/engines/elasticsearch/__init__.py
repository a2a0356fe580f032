"""Elasticsearch, for sites that one machine is not enough for.

It finds, counts and sorts. The database has all that is shown, takes in every change first and
answers whenever the server cannot: slowly, not at all, or while it misses too much.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from elasticsearch import ApiError

from search import waiting
from search.document import Document
from search.engines.base import Line, SearchResult
from search.engines.database import ENGINE as DATABASE
from search.engines.elasticsearch import feeding, index, reading
from search.engines.elasticsearch.breaker import Breaker
from search.engines.elasticsearch.client import FAILURES, Budget
from search.models import Waiting
from search.request import SearchRequest

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")
SENSELESS = {400, 413}  # what the server says of a question that no other server would answer


class ElasticsearchEngine:
    """Reads from Elasticsearch; all else, and what that fails to read, is the database's."""

    name = reading.NAME

    def __init__(self) -> None:
        self.breaker = Breaker()

    def search(self, request: SearchRequest, *, leave_out: Collection[UUID] = ()) -> SearchResult:
        def ask(missed: set[UUID], budget: Budget) -> SearchResult:
            found = reading.search(request, missed.union(leave_out), budget)
            return replace(found, missed=len(missed.difference(leave_out)))

        return self._ask(ask, lambda: DATABASE.search(request, leave_out=leave_out))

    def total(self, request: SearchRequest, *, leave_out: Collection[UUID] = ()) -> int:
        return self._ask(
            lambda missed, budget: reading.total(request, missed.union(leave_out), budget),
            lambda: DATABASE.total(request, leave_out=leave_out),
        )

    def iter_keys(
        self, request: SearchRequest, *, leave_out: Collection[UUID] = ()
    ) -> Iterator[Line]:
        """A file misses nothing: while a change waits, the database reads all of it.

        Where the server fails on the way, the database goes on with what is left.
        """
        given: set[str] = set()
        if self._missed() == set() and self.breaker.allows():
            try:
                for names in reading.all_names(request, leave_out):
                    for line in reading.lines_of(names):
                        given.add(line["id"])
                        yield line
                self.breaker.succeeded()
                return
            except FAILURES as error:
                self._failed(error)
        rest = DATABASE.iter_keys(request, leave_out=leave_out)
        yield from (line for line in rest if line["id"] not in given)

    def suggest(
        self, text: str, language: str, limit: int, *, leave_out: Collection[UUID] = ()
    ) -> list[Line]:
        return self._ask(
            lambda missed, budget: reading.suggest(
                text, language, limit, missed.union(leave_out), budget
            ),
            lambda: DATABASE.suggest(text, language, limit, leave_out=leave_out),
        )

    def _ask(
        self, ask: Callable[[set[UUID], Budget], Answer], otherwise: Callable[[], Answer]
    ) -> Answer:
        """The server's answer without the records it must not show; the database's if it fails."""
        missed, budget = self._missed(), Budget.shared()
        # Where it is spent, slow answers have spent it: the server has not failed.
        if missed is None or budget.is_spent or not self.breaker.allows():
            return otherwise()
        try:
            answer = ask(missed, budget)
        except FAILURES as error:
            self._failed(error)
            return otherwise()
        self.breaker.succeeded()
        return answer

    def _missed(self) -> set[UUID] | None:
        """Records of which a change waits for the server; None where it is not in step."""
        return waiting.left_out() if index.is_current(feeding.state().index) else None

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ApiError) and error.status_code in SENSELESS:
            logger.error("Elasticsearch does not understand a search.", exc_info=error)
            return
        logger.warning("Elasticsearch did not answer a search: %s", error)
        self.breaker.failed()

    def version(self) -> int:
        """Another one as soon as the other engine answers: it may rank otherwise."""
        answers = not self.breaker.is_open and index.is_current(feeding.state().index)
        return 2 * DATABASE.version() + answers

    # The words there are stand in the database as they are, and cost the same however many
    # documents there are.

    def suggest_terms(self, prefix: str, limit: int) -> list[str]:
        return DATABASE.suggest_terms(prefix, limit)

    def correct(self, word: str) -> str | None:
        return DATABASE.correct(word)

    # What the database takes in is noted for the server with it.

    def replace(self, records: Mapping[UUID, Sequence[Document]]) -> None:
        DATABASE.replace(records)

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Readers are answered by the database until the server's index is built as well."""
        DATABASE.rebuild(documents)

    def keep_up(self) -> None:
        DATABASE.keep_up()

    def keys(self, facet: str = "", value: str = "") -> set[UUID]:
        return DATABASE.keys(facet, value)

    def differing(self, records: Mapping[UUID, Sequence[Document]]) -> dict[UUID, str]:
        return DATABASE.differing(records)

    def damage(self) -> list[str]:
        return DATABASE.damage()

    def status(self) -> Mapping[str, int]:
        return {**DATABASE.status(), "waiting for Elasticsearch": Waiting.objects.count()}


ENGINE = ElasticsearchEngine()

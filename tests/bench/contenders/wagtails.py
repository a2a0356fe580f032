"""Wagtail's own search in the site's database, with counts by the ORM: the usual way."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import OperationalError, connection
from django.db.models import Count, QuerySet
from wagtail.search.backends import get_search_backend

from search.batches import batches
from search.request import SearchRequest
from tests.bench.contenders.base import Analysed, Answer, chosen
from tests.bench.documents import VALUES
from tests.bench.models import Record, Term

COLUMNS = ("type", "budget")
AT_ONCE = 500
Result = TypeVar("Result")


class TooSlow(Exception):
    """An answer took longer than a reader would ever wait."""


class Wagtails:
    """`.search()` for the hits and the total, and once for each facet without its own choice."""

    name = "wagtail"

    def __init__(self, documents: Iterable[Analysed], *, most_seconds: float) -> None:
        self.most_seconds = most_seconds
        self.backend: Any = get_search_backend()
        Term._default_manager.bulk_create(
            Term(facet=facet, code=code)
            for facet, codes in VALUES.items()
            if facet not in COLUMNS
            for code in codes
        )
        self.terms = {(term.facet, term.code): term for term in Term._default_manager.all()}
        for some in batches(documents, AT_ONCE):
            self._add(some)

    def _add(self, some: list[Analysed]) -> None:
        records = Record.objects.bulk_create(_record(one) for one in some)
        for facet in VALUES.keys() - set(COLUMNS):
            through: Any = getattr(Record, facet).through
            through.objects.bulk_create(
                through(record_id=record.pk, term_id=self.terms[facet, code].pk)
                for record, one in zip(records, some, strict=True)
                for code in one.document.facets[facet]
            )
        self.backend.get_index_for_model(Record).add_items(Record, records)

    def answer(self, request: SearchRequest) -> Answer:
        """As in the protocol; the ids are the records themselves.

        Raises:
            TooSlow: where it took longer than allowed.
        """
        with limited(self.most_seconds):
            found = self._found(request)
            start = (request.page - 1) * request.page_size
            hits = list(found[start : start + request.page_size])
            counts = {facet: self._counts(request, facet) for facet in VALUES}
            return Answer(found.count(), counts, hits)

    def _found(self, request: SearchRequest, *, without: str = "") -> Any:
        records: QuerySet[Record] = Record.objects.order_by("-published")
        for facet, values in chosen(request).items():
            if facet in COLUMNS and facet != without:
                records = records.filter(**{f"{facet}__in": values})
            elif facet != without:
                through: Any = getattr(Record, facet).through
                rows = through.objects.filter(term__code__in=values, term__facet=facet)
                records = records.filter(pk__in=rows.values("record_id"))
        if request.text and not without:
            return self.backend.search(request.text, records, operator="and")
        if request.text:
            # In any order: only the records are wanted, not their ranks.
            found = self.backend.search(
                request.text, records.order_by(), operator="and", order_by_relevance=False
            )
            return found.get_queryset()
        return records

    def _counts(self, request: SearchRequest, facet: str) -> dict[str, int]:
        found = self._found(request, without=facet)
        column = facet if facet in COLUMNS else f"{facet}__code"
        numbers = (
            Record.objects.filter(pk__in=found.order_by().values("pk"))
            .order_by()
            .values_list(column)
            .annotate(Count("pk"))
        )
        return {str(value): number for value, number in numbers if value}


def _record(one: Analysed) -> Record:
    document = one.document
    return Record(
        title=document.texts["title"],
        summary=f"{document.texts['names']} {document.texts['summary']}",
        body=f"{document.texts['labels']} {document.texts['body']}",
        published=document.published,
        **{column: next(iter(document.facets[column]), "") for column in COLUMNS},
    )


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Break off the queries of a block that takes too long.

    Raises:
        TooSlow: where it did.
    """
    connection.ensure_connection()
    stop: Callable[[], None] = (
        connection.connection.interrupt
        if connection.vendor == "sqlite"
        else connection.connection.cancel
    )
    timer = threading.Timer(seconds, stop)
    timer.start()
    try:
        yield
    except OperationalError as error:
        raise TooSlow from error
    finally:
        timer.cancel()

"""Wagtail's own search in the admin, on Elasticsearch; the database answers where that fails.

Wagtail tells its back ends of every change, in the request and often in its transaction, so that
whoever publishes would wait for the server. Here the change is noted, and the worker tells it a
moment later; until then the database answers, whose back end is told at once.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import models
from django_tasks import task
from elastic_transport import TransportError
from elasticsearch import ApiError
from modelsearch.backends import get_search_backend
from modelsearch.backends.elasticsearch9 import (
    Elasticsearch9AutocompleteQueryCompiler,
    Elasticsearch9Index,
    Elasticsearch9SearchBackend,
    Elasticsearch9SearchResults,
)
from modelsearch.index import class_is_indexed, get_indexed_instance

from search.engines.elasticsearch.breaker import Breaker
from search.engines.elasticsearch.client import PunctualNode
from search.models import MissedObject

logger = logging.getLogger(__name__)

FALLBACK = "database"  # the name of the other back end in the settings
FAILURES = (ApiError, TransportError)
AT_ONCE = 100
_breaker = Breaker()


class Index(Elasticsearch9Index):
    """One that no object makes by being added to it, without its fields."""

    def add_item(self, item: Any) -> None:
        if class_is_indexed(type(item)):
            mapping = self.mapping_class(type(item))
            self.es.index(
                index=self.name,
                document=mapping.get_document(item),
                id=mapping.get_document_id(item),
                require_alias=True,
            )


class SearchResults(Elasticsearch9SearchResults):
    """Results that the database finds where Elasticsearch does not, or lacks something yet."""

    def _do_search(self) -> Any:
        return self._asked(lambda: list(super(SearchResults, self)._do_search()), list)

    def _do_count(self) -> Any:
        return self._asked(super()._do_count, lambda found: int(found.count()))

    def facet(self, field_name: str) -> Any:
        ask = super().facet
        return self._asked(lambda: ask(field_name), lambda found: found.facet(field_name))

    def _asked(self, ask: Callable[[], Any], otherwise: Callable[[Any], Any]) -> Any:
        if not MissedObject.objects.exists() and _breaker.allows():
            try:
                answer = ask()
            except FAILURES as error:
                _failed(error)
            else:
                _breaker.succeeded()
                return answer
        return otherwise(self._in_database())

    def _in_database(self) -> Any:
        asked, backend = self.query_compiler, get_search_backend(FALLBACK)
        begins = isinstance(asked, Elasticsearch9AutocompleteQueryCompiler)
        found = (backend.autocomplete if begins else backend.search)(
            asked.query,
            asked.queryset,
            fields=asked.fields,
            order_by_relevance=asked.order_by_relevance,
        )
        if self._score_field:
            found = found.annotate_score(self._score_field)
        return found[self.start : self.stop]


class SearchBackend(Elasticsearch9SearchBackend):
    """Elasticsearch, told of changes by the worker."""

    index_class = Index
    results_class = SearchResults
    catch_indexing_errors = False  # a row of the database is written, nothing else

    def __init__(self, params: dict[str, Any]) -> None:
        options = {"node_class": PunctualNode, "max_retries": 0, "retry_on_timeout": False}
        super().__init__({**params, "OPTIONS": {**options, **params.get("OPTIONS", {})}})

    def add(self, obj: models.Model) -> None:
        _note(obj)

    def delete(self, obj: models.Model) -> None:
        _note(obj)

    def catch_up(self) -> None:
        """Tell of all that was noted, as it is now. Raises what the server fails with."""
        rows = MissedObject.objects.order_by("pk").values_list("pk", "model", "key")[:AT_ONCE]
        # What is changed from now on has a row of its own.
        numbers = [number for number, _model, _key in rows]
        for label, key in dict.fromkeys((model, key) for _number, model, key in rows):
            model = apps.get_model(label)
            found = model._default_manager.filter(pk=key).first()
            if indexed := found and get_indexed_instance(found):
                super().add(indexed)
            else:
                super().delete(model(pk=key))
        MissedObject.objects.filter(pk__in=numbers).delete()

    def missing(self) -> Iterator[str]:
        """The names of indexes that are not there."""
        return (found.name for found in self.all_indexes() if not found.is_alias())


def catch_up() -> None:
    """Have the server hold what was noted for the admin's search; the worker's part."""
    if not (MissedObject.objects.exists() and _breaker.allows()):
        return
    if isinstance(backend := get_search_backend(), SearchBackend):
        try:
            backend.catch_up()
        except FAILURES as error:
            _failed(error)
        else:
            _breaker.succeeded()


def build_if_missing() -> None:
    """Have the admin's indexes built where there are none. Raises what the server fails with."""
    backend = get_search_backend()
    if isinstance(backend, SearchBackend) and next(backend.missing(), None):
        build.enqueue()


@task()
def build() -> None:
    """Build them, if still nobody has. What changes meanwhile is noted, and told later."""
    backend = get_search_backend()
    with suppress(*FAILURES):
        if isinstance(backend, SearchBackend) and next(backend.missing(), None):
            call_command("wagtail_update_index", backend_name="default", verbosity=0)


def _note(obj: models.Model) -> None:
    """Note that an object has changed, in the transaction of the change."""
    MissedObject.objects.create(model=obj._meta.label_lower, key=str(obj.pk))


def _failed(error: Exception) -> None:
    logger.warning("Elasticsearch did not serve the admin's search: %s", error)
    _breaker.failed()

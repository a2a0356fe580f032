"""Searching, completing what is typed, and reading records."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import cache_control
from ninja import Router
from ninja.decorators import decorate_view

from search.api import answers
from search.api.documentation import (
    example,
    list_parameters,
    record_parameters,
    search_parameters,
    suggest_parameters,
)
from search.api.errors import UnknownRecordError, responses
from search.api.reading import EVERY, language_asked, understood
from search.api.schemas import DescribedRecord, RecordList, SearchAnswer, SuggestAnswer
from search.etags import entity_tag, not_modified
from search.limits import limit
from search.listings import lines
from search.names import Names
from search.presentation.records import described
from search.service import search as find
from search.suggestions import suggest as complete

router = Router()
Answer = dict[str, Any] | HttpResponseBase

# Kept only to be asked about again: whoever shows an answer knows that it holds.
checked_again = decorate_view(cache_control(private=True, no_cache=True))


@router.get(
    "/search",
    response=SearchAnswer,
    url_name="search",
    openapi_extra={
        "summary": gettext_lazy("Search the records"),
        "parameters": search_parameters(),
        "responses": responses(),
        **example("lang=en&theme=social-cohesion&objective=gcm-16&objective=gcr-2"),
    },
)
@checked_again
def search(request: HttpRequest, response: HttpResponse) -> Answer:
    """Records with their facets. Values of one filter mean "or", several filters mean "and"."""
    limit(request, "search")
    language = language_asked(request)
    with override(language):
        wanted = understood(request, language)
        return _tagged(request, response, lambda: answers.answer(wanted, find(wanted)))


@router.get(
    "/suggest",
    response=SuggestAnswer,
    url_name="suggest",
    openapi_extra={
        "summary": gettext_lazy("Complete what is typed"),
        "parameters": suggest_parameters(),
        "responses": responses(),
        **example("lang=en&q=gaz"),
    },
)
@checked_again
def suggest(request: HttpRequest, response: HttpResponse) -> Answer:
    """Records, cities, themes, objectives and people whose names hold words that begin so."""
    limit(request, "suggest")
    language = language_asked(request)
    with override(language):
        text = understood(request, language, {"q"}).text
        return _tagged(
            request, response, lambda: answers.suggested(text, language, complete(text, language))
        )


@router.get(
    "/records",
    response=RecordList,
    url_name="records",
    openapi_extra={
        "summary": gettext_lazy("List the records"),
        "parameters": list_parameters(),
        "responses": responses(),
        **example("lang=en&type=practice&sort=updated"),
    },
)
@checked_again
def records(request: HttpRequest, response: HttpResponse) -> Answer:
    """Records page by page, with the names of everything they are classed under."""
    limit(request, "search")
    language = language_asked(request)
    with override(language):
        wanted = understood(request, language, EVERY - {"q"})
        return _tagged(request, response, lambda: answers.listing(wanted, find(wanted)))


@router.get(
    "/records/{id}",
    response=DescribedRecord,
    url_name="record",
    openapi_extra={
        "summary": gettext_lazy("Read one record"),
        "parameters": record_parameters(),
        "responses": responses(HTTPStatus.NOT_FOUND),
    },
)
@checked_again
def record(request: HttpRequest, response: HttpResponse, id: str) -> Answer:
    """A record by its id, as readers of a language see it."""
    limit(request, "search")
    language = language_asked(request)
    with override(language):
        understood(request, language, ())
        return _tagged(request, response, lambda: _described(id, language))


def _described(key: str, language: str) -> dict[str, Any]:
    try:
        found = lines([UUID(key)], language)
    except ValueError:
        found = []
    if not found:
        raise UnknownRecordError
    return described(found[0], Names(language))


def _tagged(
    request: HttpRequest, response: HttpResponse, make: Callable[[], dict[str, Any]]
) -> Answer:
    """What `make` answers, unless the client has it; an index that changed meanwhile names none."""
    tag = entity_tag(request)
    if unchanged := not_modified(request, tag):
        return unchanged
    answer = make()
    if tag and tag == entity_tag(request):
        response["ETag"] = tag
    return answer

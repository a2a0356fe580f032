"""Searching, completing what is typed, and reading records."""

from collections.abc import Callable, Collection
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
from search.request import SearchRequest
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
    return _answer(
        request, response, "search", EVERY, lambda asked: answers.answer(asked, find(asked))
    )


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
    return _answer(request, response, "suggest", {"q"}, _completed)


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
    allowed = EVERY - {"q"}
    return _answer(
        request, response, "search", allowed, lambda asked: answers.listing(asked, find(asked))
    )


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
    return _answer(request, response, "search", (), lambda asked: _described(id, asked.language))


def _completed(asked: SearchRequest) -> dict[str, Any]:
    found = complete(asked.text, asked.language)
    return answers.suggested(asked.text, asked.language, found)


def _described(key: str, language: str) -> dict[str, Any]:
    try:
        found = lines([UUID(key)], language)
    except ValueError:
        found = []
    if not found:
        raise UnknownRecordError
    return described(found[0], Names(language))


def _answer(
    request: HttpRequest,
    response: HttpResponse,
    kind: str,
    allowed: Collection[str],
    make: Callable[[SearchRequest], dict[str, Any]],
) -> Answer:
    """What `make` answers in the language asked for, unless the client has it.

    `kind` is what requests are counted under, `allowed` the parameters they may have. An answer
    during which the index changed is not named by a tag.
    """
    limit(request, kind)
    language = language_asked(request)
    with override(language):
        asked = understood(request, language, allowed)
        tag = entity_tag(request)
        if unchanged := not_modified(request, tag):
            return unchanged
        answer = make(asked)
        response["Content-Language"] = language
        if tag and tag == entity_tag(request):
            response["ETag"] = tag
        return answer

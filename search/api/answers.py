"""What is found, in the shapes the interface promises."""

from typing import Any

from search.engines.base import Hit, SearchResult
from search.facets import FACETS
from search.names import Names
from search.presentation.facets import in_order
from search.presentation.records import described, understood
from search.request import SearchRequest
from search.suggestions import Suggestions


def answer(request: SearchRequest, result: SearchResult) -> dict[str, Any]:
    """The fields of `schemas.SearchAnswer`; labels are in the request's language."""
    names = Names(request.language)
    return {
        "query": understood(request),
        "total": result.total,
        "page": request.page,
        "page_size": request.page_size,
        "engine": result.engine,
        "suggestion": result.suggestion,
        "cut": result.cut,
        "results": [_record(hit) for hit in result.hits],
        "facets": {
            facet.parameter: [
                {
                    "value": value.code,
                    "label": value.label,
                    "count": value.records,
                    "selected": value.selected,
                }
                for value in in_order(facet, request, result.counts.get(facet.parameter, {}), names)
            ]
            for facet in FACETS
        },
    }


def listing(request: SearchRequest, result: SearchResult) -> dict[str, Any]:
    """The fields of `schemas.RecordList`."""
    names = Names(request.language)
    return {
        "query": understood(request),
        "total": result.total,
        "page": request.page,
        "page_size": request.page_size,
        "records": [described(hit.line, names) for hit in result.hits],
    }


def suggested(text: str, language: str, found: Suggestions) -> dict[str, Any]:
    """The fields of `schemas.SuggestAnswer`."""
    return {
        "query": {"lang": language, "q": text},
        "records": found.records,
        "cities": found.cities,
        "themes": found.themes,
        "objectives": found.objectives,
        "people": found.people,
    }


def _record(hit: Hit) -> dict[str, Any]:
    return {**hit.line, "highlights": list(hit.highlights)}

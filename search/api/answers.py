"""A search's result in the shape the interface promises."""

from typing import Any

from search.engines.base import Hit, SearchResult
from search.facets import FACETS
from search.names import Names
from search.presentation.facets import in_order
from search.request import SearchRequest


def answer(request: SearchRequest, result: SearchResult) -> dict[str, Any]:
    """The fields of `schemas.SearchAnswer`; labels are in the request's language."""
    names = Names(request.language)
    return {
        "query": _query(request),
        "total": result.total,
        "page": request.page,
        "page_size": request.page_size,
        "engine": result.engine,
        "suggestion": result.suggestion,
        "results": [_record(hit) for hit in result.hits],
        "facets": {
            facet.parameter: [
                {
                    "value": value.code,
                    "label": value.label,
                    "count": value.count,
                    "selected": value.selected,
                }
                for value in in_order(facet, request, result.counts.get(facet.parameter, {}), names)
            ]
            for facet in FACETS
        },
    }


def _query(request: SearchRequest) -> dict[str, Any]:
    return {
        "lang": request.language,
        "q": request.text,
        **{parameter: list(values) for parameter, values in request.facets.items()},
        "match": [f"all:{parameter}" for parameter in sorted(request.match_all)],
        "sort": request.sort.value,
        "page": request.page,
        "page_size": request.page_size,
    }


def _record(hit: Hit) -> dict[str, Any]:
    return {**hit.line, "highlights": list(hit.highlights)}

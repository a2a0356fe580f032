"""Addresses of searches: the same parameters in the same order, defaults left out."""

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from search.facets import FACETS
from search.request import PAGE_SIZE, SearchRequest, Sort


def parameters(request: SearchRequest) -> list[tuple[str, str]]:
    """What an address must hold for `parse` to understand this request again."""
    pairs = [("q", request.text)] if request.text else []
    for facet in FACETS:
        pairs += [(facet.parameter, value) for value in request.facets.get(facet.parameter, ())]
    pairs += [("match", f"all:{parameter}") for parameter in sorted(request.match_all)]
    if request.sort != request.default_sort:
        pairs.append(("sort", request.sort.value))
    if request.page > 1:
        pairs.append(("page", str(request.page)))
    if request.page_size != PAGE_SIZE:
        pairs.append(("page_size", str(request.page_size)))
    return pairs


def address(request: SearchRequest, view: str = "search:search") -> str:
    """The search page of this request, or another view of it, in the active language."""
    return _with_query(reverse(view), parameters(request))


def feed_address(request: SearchRequest) -> str:
    """The feed of all results of this request, in the active language."""
    return address(replace(request, page=1, page_size=PAGE_SIZE), "search:feed")


def download_address(request: SearchRequest, ending: str) -> str:
    """The file of all results of this request: `csv`, `xlsx` or `json`."""
    whole = replace(request, page=1, page_size=PAGE_SIZE)
    return _with_query(
        reverse(f"api:search-{ending}"), [("lang", request.language), *parameters(whole)]
    )


def _with_query(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path


def without_text(request: SearchRequest) -> SearchRequest:
    """The same search for any text, from its first page."""
    sort = Sort.NEWEST if request.sort is Sort.RELEVANCE else request.sort
    return replace(request, text="", sort=sort, page=1)


def without_value(request: SearchRequest, parameter: str, value: str) -> SearchRequest:
    """The same search with one value of one facet no longer chosen, from its first page."""
    facets = dict(request.facets)
    facets[parameter] = tuple(code for code in facets.get(parameter, ()) if code != value)
    kept = {name: values for name, values in facets.items() if values}
    return replace(request, facets=kept, page=1)


def without_facet(request: SearchRequest, parameter: str) -> SearchRequest:
    """The same search with nothing chosen in one facet, from its first page."""
    kept = {name: values for name, values in request.facets.items() if name != parameter}
    return replace(request, facets=kept, page=1)


def with_text(request: SearchRequest, text: str) -> SearchRequest:
    """The same search for another text, from its first page."""
    return replace(request, text=text, page=1) if text else without_text(request)

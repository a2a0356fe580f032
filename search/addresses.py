"""Addresses of searches: the same parameters in the same order, defaults left out."""

from dataclasses import replace
from urllib.parse import urlencode

from core.addresses import address_of
from search.facets import BY_PARAMETER, FACETS
from search.ranges import FROM, TO
from search.request import PAGE_SIZE, SearchRequest, Sort, View


def parameters(request: SearchRequest) -> list[tuple[str, str]]:
    """What an address must hold for `parse` to understand this request again."""
    pairs = [("q", request.text)] if request.text else []
    for facet in FACETS:
        values = request.facets.get(facet.parameter, ())
        if facet.ranged and request.years:
            ends = ((FROM, request.years.first), (TO, request.years.last))
            pairs += [(name, year) for name, year in ends if year]
            values = single_years(request)
        pairs += [(facet.parameter, value) for value in values]
    pairs += [("match", f"all:{parameter}") for parameter in sorted(request.match_all)]
    pairs += request.like.parameters if request.like else []
    if request.sort != request.default_sort:
        pairs.append(("sort", request.sort.value))
    if request.page > 1:
        pairs.append(("page", str(request.page)))
    if request.page_size != request.default_page_size:
        pairs.append(("page_size", str(request.page_size)))
    if request.view is not View.LIST:
        pairs.append(("view", request.view.value))
    return pairs


def address(request: SearchRequest, view: str = "search:search") -> str:
    """The search page of this request, or another view of it, in the active language."""
    return _with_query(address_of(view), parameters(request))


def feed_address(request: SearchRequest) -> str:
    """The feed of all results of this request, in the active language."""
    # What is new is new for every city.
    wanted = replace(whole(request), like=None)
    if wanted.sort is Sort.FIT:
        wanted = replace(wanted, sort=wanted.default_sort)
    return address(wanted, "search:feed")


def download_address(request: SearchRequest, ending: str) -> str:
    """The file of all results of this request: `csv`, `xlsx` or `json`."""
    # Of what is asked for by machines, each year stands for itself.
    wanted = replace(whole(request), years=None)
    pairs = [("lang", request.language), *parameters(wanted)]
    return _with_query(address_of(f"api:search-{ending}"), pairs)


def whole(request: SearchRequest) -> SearchRequest:
    """The same search as it is for whoever takes all of it: without pages and views."""
    return replace(request, page=1, page_size=PAGE_SIZE, view=View.LIST)


def in_view(request: SearchRequest, view: View) -> SearchRequest:
    """The first page of the same search, laid out otherwise, as long as is usual for that."""
    chosen = replace(request, view=view, page=1)
    return replace(chosen, page_size=chosen.default_page_size)


def _with_query(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path


def without_text(request: SearchRequest) -> SearchRequest:
    """The same search for any text, from its first page."""
    left = replace(request, text="", page=1)
    return replace(left, sort=left.default_sort) if left.sort is Sort.RELEVANCE else left


def without_like(request: SearchRequest, parameter: str) -> SearchRequest:
    """The same search with one part of what results are compared with taken away."""
    like = request.like.without(parameter) if request.like else None
    left = replace(request, like=like, page=1)
    return left if like or left.sort is not Sort.FIT else replace(left, sort=left.default_sort)


def without_values(request: SearchRequest, parameter: str, *values: str) -> SearchRequest:
    """The same search with some values of one facet no longer chosen, from its first page."""
    facets = dict(request.facets)
    facets[parameter] = tuple(code for code in facets.get(parameter, ()) if code not in values)
    kept = {name: values for name, values in facets.items() if values}
    return replace(request, facets=kept, page=1)


def without_facet(request: SearchRequest, parameter: str) -> SearchRequest:
    """The same search with nothing chosen in one facet, from its first page."""
    kept = {name: values for name, values in request.facets.items() if name != parameter}
    years = None if BY_PARAMETER[parameter].ranged else request.years
    return replace(request, facets=kept, page=1, years=years)


def single_years(request: SearchRequest) -> tuple[str, ...]:
    """The years that are chosen one by one, beside a range if there is one."""
    inside = set(request.years.years) if request.years else set()
    return tuple(year for year in request.facets.get("year", ()) if year not in inside)


def without_range(request: SearchRequest) -> SearchRequest:
    """The same search with only the years that are chosen one by one, from its first page."""
    facets = {**request.facets, "year": single_years(request)}
    kept = {name: values for name, values in facets.items() if values}
    return replace(request, facets=kept, page=1, years=None)


def with_text(request: SearchRequest, text: str) -> SearchRequest:
    """The same search for another text, from its first page."""
    return replace(request, text=text, page=1) if text else without_text(request)

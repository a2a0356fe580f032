"""The search page: everything its template shows, made from a request and its result."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.i18n import format_number
from search.addresses import (
    address,
    download_address,
    feed_address,
    without_text,
    without_value,
)
from search.engines.base import SearchResult
from search.facets import BY_PARAMETER, FACETS
from search.names import Names
from search.presentation.facets import Box, boxes
from search.presentation.lines import Line, present
from search.presentation.paging import Pager, pager
from search.presentation.remedies import Remedy, remedies
from search.problems import Problem
from search.query import MOST_VERIFIED
from search.request import SearchRequest, Sort

FILES = ("csv", "xlsx", "json")


@dataclass(frozen=True)
class Chip:
    """Something chosen; following `url` takes it away."""

    kind: str
    label: str
    url: str


@dataclass(frozen=True)
class SortChoice:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Suggestion:
    text: str
    url: str


@dataclass(frozen=True)
class File:
    """All results as a file."""

    name: str
    url: str


@dataclass(frozen=True)
class SearchPage:
    request: SearchRequest
    heading: str
    notices: tuple[Problem, ...]
    cut: str
    missed: str
    boxes: tuple[Box, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    sorts: tuple[SortChoice, ...]
    lines: tuple[Line, ...]
    pager: Pager | None
    suggestion: Suggestion | None
    remedies: tuple[Remedy, ...]
    downloads: tuple[File, ...]
    feed_url: str


def search_page(
    request: SearchRequest, result: SearchResult, problems: Sequence[Problem]
) -> SearchPage:
    """The page in the active language, which must be the request's."""
    names = Names(request.language)
    return SearchPage(
        request=request,
        heading=heading(request, result.total),
        notices=tuple(problems),
        cut=cut_notice(request.language) if result.cut else "",
        missed=missed_notice(result.missed, request.language) if result.missed else "",
        boxes=tuple(boxes(request, result.counts, names)),
        chips=tuple(_chips(request, names)),
        clear_url=reverse("search:search"),
        sorts=_sorts(request),
        lines=tuple(present(hit.line, names, hit.highlights) for hit in result.hits),
        pager=pager(request, result.total),
        suggestion=_suggestion(request, result),
        remedies=tuple(remedies(request, names)) if _wants_remedies(request, result) else (),
        downloads=_downloads(request) if result.total else (),
        feed_url=feed_address(request),
    )


def heading(request: SearchRequest, total: int) -> str:
    """What was found, in one sentence."""
    # The words may run the other way than the sentence: isolated, they leave its order alone.
    isolated = f"\N{FIRST STRONG ISOLATE}{request.text}\N{POP DIRECTIONAL ISOLATE}"
    values = {"total": format_number(total, request.language), "text": isolated}
    if request.text:
        sentence = ngettext(
            "%(total)s result for “%(text)s”", "%(total)s results for “%(text)s”", total
        )
    else:
        sentence = ngettext("%(total)s result", "%(total)s results", total)
    return sentence % values


def cut_notice(language: str) -> str:
    """That there may be more results than those counted, and why."""
    sentence = _(
        "There may be more results: very many records hold the words of this phrase, and only the"
        " best %(number)s of them were read."
    )
    return sentence % {"number": format_number(MOST_VERIFIED, language)}


def missed_notice(number: int, language: str) -> str:
    """That some records have changed too lately to be among the results."""
    sentence = ngettext(
        "%(number)s record has just changed and is not among the results yet. Search again in a"
        " moment.",
        "%(number)s records have just changed and are not among the results yet. Search again in"
        " a moment.",
        number,
    )
    return sentence % {"number": format_number(number, language)}


def _chips(request: SearchRequest, names: Names) -> list[Chip]:
    chips = [Chip(_("Words"), request.text, address(without_text(request)))] if request.text else []
    chips += [
        Chip(
            str(BY_PARAMETER[parameter].label),
            names.label(parameter, value),
            address(without_value(request, parameter, value)),
        )
        for parameter in (facet.parameter for facet in FACETS)
        for value in request.facets.get(parameter, ())
    ]
    return chips


def _sorts(request: SearchRequest) -> tuple[SortChoice, ...]:
    """The default first and without a value: it stays the default when words are added."""
    default = request.default_sort
    others = [sort for sort in Sort if sort not in (default, Sort.RELEVANCE)]
    return tuple(
        SortChoice("" if sort is default else sort.value, str(sort.label), sort is request.sort)
        for sort in (default, *others)
    )


def _suggestion(request: SearchRequest, result: SearchResult) -> Suggestion | None:
    if not result.suggestion:
        return None
    better = replace(request, text=result.suggestion, page=1)
    return Suggestion(result.suggestion, address(better))


def _wants_remedies(request: SearchRequest, result: SearchResult) -> bool:
    return not result.total and request.is_narrowed


def _downloads(request: SearchRequest) -> tuple[File, ...]:
    return tuple(File(name.upper(), download_address(request, name)) for name in FILES)

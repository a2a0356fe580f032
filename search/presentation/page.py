"""The search page: everything its template shows, made from a request and its result."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.i18n import format_number
from search.addresses import address, download_address, feed_address, in_view
from search.engines.base import SearchResult
from search.mapping.places import Places
from search.mapping.records import places_of
from search.names import Names
from search.presentation import layouts
from search.presentation.choices import Chip, Question, SortChoice, ViewChoice, chips, sorts, views
from search.presentation.facets import Box, boxes, number_chosen
from search.presentation.lines import Line, present
from search.presentation.mine import questions
from search.presentation.nearby import Nearby, nearby
from search.presentation.paging import Pager, pager
from search.presentation.pictures import Card, cards
from search.presentation.remedies import Remedy, remedies
from search.presentation.why import Reasons
from search.problems import Problem
from search.query import MOST_VERIFIED
from search.request import SearchRequest, View

FILES = ("csv", "xlsx", "json")


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
    """`lines` are there in every view; each other view has its own.

    `cards` in cards, `rows` in the table, `places` on the map, `timeline` in the timeline.
    """

    request: SearchRequest
    address: str
    heading: str
    show_results: str
    notices: tuple[Problem, ...]
    cut: str
    missed: str
    boxes: tuple[Box, ...]
    mine: tuple[Question, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    sorts: tuple[SortChoice, ...]
    view_template: str
    views: tuple[ViewChoice, ...]
    lines: tuple[Line, ...]
    cards: tuple[Card, ...]
    rows: tuple[layouts.Row, ...]
    timeline: tuple[layouts.Year, ...]
    places: Places | None
    part: str
    pager: Pager | None
    suggestion: Suggestion | None
    remedies: tuple[Remedy, ...]
    nearby: tuple[Nearby, ...]
    downloads: tuple[File, ...]
    feed_url: str

    @property
    def chosen(self) -> str:
        """How many filters are chosen: words are a chip, too, but no filter."""
        number = len(self.chips) - bool(self.request.text)
        return number_chosen(number, self.request.language)


def search_page(
    request: SearchRequest, result: SearchResult, problems: Sequence[Problem]
) -> SearchPage:
    """The page in the active language, which must be the request's."""
    names = Names(request.language)
    reasons = Reasons(request, names)
    found = [
        (hit.line, present(hit.line, names, hit.highlights, reasons.of(hit.line, hit.highlights)))
        for hit in result.hits
    ]
    lost = not result.total and request.is_narrowed
    return SearchPage(
        request=request,
        address=address(request),
        heading=heading(request, result.total),
        show_results=show_results(result.total, request.language),
        notices=tuple(problems),
        cut=cut_notice(request.language) if result.cut else "",
        missed=missed_notice(result.missed, request.language) if result.missed else "",
        boxes=tuple(boxes(request, result.counts, names)),
        mine=questions(request, result.counts, names),
        chips=tuple(chips(request, names)),
        clear_url=address(in_view(SearchRequest(request.language), request.view)),
        sorts=sorts(request),
        view_template=f"search/views/{request.view.value}.html",
        views=views(request),
        lines=tuple(line for _stored, line in found),
        cards=cards(found) if request.view is View.CARDS else (),
        rows=layouts.rows(found, names) if request.view is View.TABLE else (),
        timeline=layouts.timeline(found, names) if request.view is View.TIMELINE else (),
        places=places_of(request, result) if request.view is View.MAP else None,
        part=_part(request, len(found), result.total),
        # The map has what all pages hold.
        pager=None if request.view is View.MAP else pager(request, result.total),
        suggestion=_suggestion(request, result),
        remedies=tuple(remedies(request, names)) if lost else (),
        nearby=tuple(nearby(request, names)) if lost else (),
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


def show_results(total: int, language: str) -> str:
    """What a button says that leads from the filters to the results."""
    sentence = ngettext("Show %(total)s result", "Show %(total)s results", total)
    return sentence % {"total": format_number(total, language)}


def _part(request: SearchRequest, shown: int, total: int) -> str:
    """That a timeline shows but a part of the results; empty where it shows all."""
    if shown == total:
        return ""
    sentence = _("By year, %(shown)s of %(total)s results: those of this page.")
    numbers = {"shown": shown, "total": total}
    return sentence % {
        name: format_number(number, request.language) for name, number in numbers.items()
    }


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


def _suggestion(request: SearchRequest, result: SearchResult) -> Suggestion | None:
    if not result.suggestion:
        return None
    better = replace(request, text=result.suggestion, page=1)
    return Suggestion(result.suggestion, address(better))


def _downloads(request: SearchRequest) -> tuple[File, ...]:
    return tuple(File(name.upper(), download_address(request, name)) for name in FILES)

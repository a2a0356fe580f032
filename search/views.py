from dataclasses import replace
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.alternates import site_name
from core.i18n import format_number
from core.page_cache import for_all
from search.api.errors import InvalidRequestError, refuse, too_many
from search.etags import tagged
from search.feed import ATOM, feed, newest_first
from search.limits import TooManyRequestsError, limit
from search.presentation.page import search_page
from search.presentation.paging import last_page
from search.problems import Problem, shown
from search.query import parse_query
from search.request import SearchRequest, parse
from search.service import search

MOST_DROPPED = 10


@for_all
@require_safe
def search_view(request: HttpRequest) -> HttpResponse:
    """The search page: answers whatever is asked, saying what it could not understand."""
    language = get_language() or "en"
    wanted, problems = parse(request.GET, language)
    result = search(wanted)
    last = last_page(wanted, result.total)
    if wanted.page > last:
        reason = _("There is no such page; this is the last one, %(page)s.")
        reason %= {"page": format_number(last, language)}
        problems.append(Problem("page", str(wanted.page), reason))
        wanted = replace(wanted, page=last)
        result = search(wanted)
    problems += dropped_words(wanted)
    page = search_page(wanted, result, problems)
    response = render(request, "search/search.html", {"search": page})
    if problems or request.GET.keys() - {"view"}:
        response["X-Robots-Tag"] = "noindex"
    if result.missed:
        # In a moment they are among the results.
        add_never_cache_headers(response)
    return response


def dropped_words(request: SearchRequest) -> list[Problem]:
    """A notice for everything in the text that is not looked for."""
    reason = _("This was left out of the search.")
    dropped = parse_query(request.text, request.language).dropped
    return [Problem("q", shown(part), reason) for part in dropped[:MOST_DROPPED]]


@require_safe
@cache_control(private=True, no_cache=True)
def feed_view(request: HttpRequest) -> HttpResponseBase:
    """The feed of a search: refuses what it cannot understand, as nobody would see a notice."""
    language = get_language() or "en"
    try:
        limit(request, "feed")
    except TooManyRequestsError as error:
        return too_many(request, error)
    wanted, problems = parse(request.GET, language)
    if problems:
        return refuse(request, InvalidRequestError(problems))
    return tagged(request, partial(_feed, request, wanted))


def _feed(request: HttpRequest, wanted: SearchRequest) -> HttpResponse:
    found = search(newest_first(wanted))
    text = feed(wanted, found, request.build_absolute_uri, site_name(request))
    response = HttpResponse(text, content_type=f"{ATOM}; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response

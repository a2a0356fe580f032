"""The calendar, for readers and for their calendars."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.alternates import site_root
from core.enums import RecordType
from core.page_cache import for_all
from events.calendar.entries import calendar as icalendar
from events.calendar.entries import has_full_days
from events.calendar.months import is_under_way, months
from events.models import EventPage
from search import listings
from search.api.errors import too_many
from search.etags import tagged
from search.limits import TooManyRequestsError, limit
from search.listings import Line

MOST_COMING, PAST, MOST_UNDATED = 200, 50, 50
ICALENDAR = "text/calendar; charset=utf-8"


@for_all
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """What is on and comes, the next first, then what was, the latest first, page by page."""
    language, today = get_language() or "en", timezone.localdate()
    pages = Paginator(listings.over(RecordType.EVENT, language, today), PAST)
    page = pages.get_page(request.GET.get("page"))
    context: dict[str, Any] = {"past": months(page.object_list, language), "page_of_past": page}
    if page.number == 1:
        ahead = listings.upcoming(RecordType.EVENT, language, today, MOST_COMING)
        coming = [line for line in ahead if not is_under_way(line, today)]
        context |= {
            "is_listed": not request.GET,
            "under_way": [line for line in ahead if is_under_way(line, today)],
            "coming": months(coming, language),
            "undated": listings.undated(RecordType.EVENT, language, MOST_UNDATED),
            "has_entries": any(map(has_full_days, ahead)),
        }
    return render(request, "entries/calendar.html", context)


@require_safe
@cache_control(private=True, no_cache=True)
def coming(request: HttpRequest) -> HttpResponseBase:
    """What is on and comes, for a calendar to subscribe to; without what has no full days."""
    try:
        limit(request, "feed")
    except TooManyRequestsError as error:
        return too_many(request, error)
    today = timezone.localdate()
    return tagged(request, partial(_coming, request, today), today.isoformat())


def _coming(request: HttpRequest, today: Any) -> HttpResponse:
    language = get_language() or "en"
    lines = listings.upcoming(RecordType.EVENT, language, today, MOST_COMING)
    content = icalendar(_("Events"), _pages(filter(has_full_days, lines)), site_root(request))
    return _answer(content, "events.ics")


@require_safe
@cache_control(private=True, no_cache=True)
def event(request: HttpRequest, key: UUID) -> HttpResponse:
    """One event for a calendar; there is none where its full days are not known."""
    lines = listings.lines([key], get_language() or "en")
    found = _pages(line for line in lines if has_full_days(line))
    if not found:
        raise Http404
    page = found[0][1]
    content = icalendar(page.title, found, site_root(request))
    return _answer(content, f"{page.slug}.ics")


def _pages(lines: Any) -> list[tuple[Line, EventPage]]:
    """The lines with the pages they show, in two queries."""
    wanted = {(line["id"], line["language"]): line for line in lines}
    keys = [key for key, _language in wanted]
    rows = EventPage.objects.live().filter(translation_key__in=keys, alias_of=None)
    pages = {
        (str(page.translation_key), page.locale.language_code): page
        for page in rows.select_related("locale")
    }
    return [(line, pages[name]) for name, line in wanted.items() if name in pages]


def _answer(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=ICALENDAR)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response

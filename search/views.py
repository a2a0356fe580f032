from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.i18n import format_number
from search.presentation.page import search_page
from search.presentation.paging import last_page
from search.problems import Problem
from search.request import parse
from search.service import search


@require_safe
@cache_control(private=True, no_store=True)
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
    page = search_page(wanted, result, problems)
    response = render(request, "search/search.html", {"search": page})
    if request.GET:
        response["X-Robots-Tag"] = "noindex"
    return response

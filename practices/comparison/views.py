"""Practices side by side, and the page on which they are chosen."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from core.i18n import format_number
from core.way_back import way_back
from practices.comparison.asked import asked
from practices.comparison.choosing import (
    FEWEST,
    MOST,
    PARAMETER,
    address,
    key_of,
    practices,
    put,
    set_aside,
)
from practices.comparison.columns import columns
from practices.comparison.rows import rows
from search.names import Names
from search.presentation.lines import Line


@require_safe
@cache_control(private=True, no_store=True)
def compare(request: HttpRequest) -> HttpResponse:
    """The practices that the address names; it says everything, and can be passed on.

    An address that names none leads to those set aside, if they can be compared.
    """
    names = Names(get_language() or "en")
    aside = practices(set_aside(request), names)
    if PARAMETER not in request.GET and len(aside) >= FEWEST:
        return redirect(address(aside))
    wanted = asked(request.GET, names)
    shown = columns(wanted.lines)
    others = {key: line for key, line in aside.items() if key not in wanted.lines}
    room = MOST - len(shown)
    context = {
        "columns": shown,
        "rows": rows(shown),
        "notices": wanted.notices,
        "more": [(line, address([*wanted.lines, key])) for key, line in others.items()][:room],
        "room": room,
        "too_few": len(shown) < FEWEST,
    }
    return _rendered(request, "comparison/compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def choose(request: HttpRequest) -> HttpResponse:
    """What is set aside; put something there, or take it away."""
    names = Names(get_language() or "en")
    back = way_back(request)
    if request.method == "POST":
        _change(request, names)
        then = f"?{urlencode({'next': back})}" if back else ""
        return redirect(f"{request.path}{then}")
    key = key_of(request.GET.get(PARAMETER, ""))
    aside = set_aside(request)
    found = practices([*aside, *([key] if key else [])], names)
    chosen = {one: found[one] for one in aside if one in found}
    new = found.get(key) if key and key not in chosen else None
    context = {
        "chosen": list(chosen.values()),
        "new": new,
        "missing": PARAMETER in request.GET and not new and key not in chosen,
        "is_full": len(chosen) >= MOST,
        "compare_url": address(chosen) if len(chosen) >= FEWEST else "",
        "at_once_url": address([*chosen, key]) if new and chosen and key else "",
        "back": back,
    }
    return _rendered(request, "comparison/choose.html", context)


def _change(request: HttpRequest, names: Names) -> None:
    chosen = practices(set_aside(request), names)
    if "clear" in request.POST:
        chosen = {}
    elif (key := key_of(request.POST.get("remove", ""))) in chosen:
        chosen.pop(key)
    elif key := key_of(request.POST.get("add", "")):
        chosen |= _added(request, key, chosen, names)
    put(request, chosen)


def _added(
    request: HttpRequest, key: UUID, chosen: dict[UUID, Line], names: Names
) -> dict[UUID, Line]:
    found = practices([key], names)
    if not found:
        messages.error(request, _("This practice is not public at present."))
    elif key not in chosen and len(chosen) >= MOST:
        reason = _("You have set aside %(number)s practices. Remove one before you add another.")
        messages.error(request, reason % {"number": format_number(MOST, names.language)})
        return {}
    elif len(chosen) + 1 < FEWEST:
        messages.success(request, _("It is set aside. Now look for a second practice."))
    return found


def _rendered(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response

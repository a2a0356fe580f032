"""Calls for practices, for everybody to read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from practices.calls.answers import published_answers
from practices.calls.enums import CallState
from practices.models import Call


@require_safe
@cache_control(private=True, no_store=True)
def call_list(request: HttpRequest) -> HttpResponse:
    """The calls that can be answered, and those that are over."""
    calls = {"open_calls": Call.objects.open(), "closed_calls": Call.objects.closed()}
    return render(request, "calls/list.html", calls)


@require_safe
@cache_control(private=True, no_store=True)
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """One call, and what came of it; before it opens, only for who writes it."""
    found: Call = get_object_or_404(Call.objects.prefetch_related("texts"), slug=slug)
    is_draft = found.state == CallState.DRAFT
    if is_draft and not _may_write(request.user):
        raise Http404
    lines = published_answers(found, get_language() or "en")
    context = {"call": found, "text": found.text, "is_draft": is_draft, "lines": lines}
    return render(request, "calls/call.html", context)


def _may_write(user: Any) -> bool:
    return bool(user.has_perm("practices.change_call"))

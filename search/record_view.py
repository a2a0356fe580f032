"""A record by its key, in whichever language: what the language switch of a record leads to."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.enums import RecordType
from core.i18n import direction, language_in_a_sentence
from search import listings
from search.models import DirtyRecord


@require_safe
@cache_control(private=True, no_store=True)
def record_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """Lead to the record in the reader's language, or say that it is not translated into it yet."""
    language = get_language() or "en"
    line = next(iter(listings.lines([key], language)), None)
    if line is None:
        if not DirtyRecord.objects.filter(key=key, hidden=True).exists():
            raise Http404
        # Published or withdrawn this very moment: the index is about to say which.
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "10"})
    if line["language"] == language:
        return redirect(line["url"])
    response = render(request, "search/not_translated.html", _context(line, key, language))
    response["X-Robots-Tag"] = "noindex"
    return response


def _context(line: listings.Line, key: UUID, language: str) -> dict[str, Any]:
    shown = line["language"]
    others = {code: url for code, url in listings.addresses(key).items() if code != shown}
    return {
        "line": line,
        "type_label": RecordType(line["type"]).label,
        "direction": direction(shown),
        "language_name": language_in_a_sentence(language, language),
        "shown_name": language_in_a_sentence(shown, language),
        "is_original": shown == line.get("original"),
        "others": [
            {"code": code, "name": language_in_a_sentence(code, language), "url": url}
            for code, url in others.items()
        ],
    }

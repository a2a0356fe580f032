"""The entry pages."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.page_cache import for_all
from home.collections.listing import collections_about, public_collections
from home.entries.introductions import published, shown
from home.entries.kinds import KINDS, Kind
from home.entries.overview import families
from home.entries.page import term_page
from home.enums import EntryKind
from home.models.introduction import Introduction


@for_all
@require_safe
def term(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """The page of a term; one that is known but has no records says so."""
    known = KINDS[kind]
    if code not in known.labels(get_language() or "en"):
        raise Http404
    return term_response(request, known, code, published(f"{kind}/{code}")).render()


def term_response(
    request: HttpRequest, kind: Kind, code: str, introduction: Introduction | None
) -> TemplateResponse:
    """The page with this introduction, in the active language."""
    language = get_language() or "en"
    text = shown(introduction, language) if introduction else None
    page = term_page(kind, code, language, text)
    about = collections_about(code, request, language) if kind.name == EntryKind.THEME else []
    context = {"term": page, "collections": about, "is_listed": page.total > 0}
    response = TemplateResponse(request, "entries/term.html", context)
    if not page.total:
        response["X-Robots-Tag"] = "noindex"
    return response


@for_all
@require_safe
def overview(request: HttpRequest, kind: str) -> HttpResponse:
    """Every term of a kind."""
    known = KINDS[kind]
    context = {
        "kind": known,
        "families": families(known, get_language() or "en"),
        "is_listed": True,
    }
    return render(request, "entries/overview.html", context)


@for_all
@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """Every collection, in the reader's language where it is translated."""
    found = public_collections(request, get_language() or "en")
    context: dict[str, Any] = {"collections": found, "is_listed": bool(found)}
    return render(request, "entries/collections.html", context)

"""A record to take away as PDF."""

import logging
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.models import KnowledgePage
from search import listings
from search.limits import TooManyRequestsError, limit
from search.pdf import libraries
from search.pdf.document import pdf_of
from search.pdf.making import BusyError, FailedError

logger = logging.getLogger(__name__)


@require_safe
@cache_control(private=True, no_cache=True)
def pdf_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """The record as readers of the active language see it."""
    page = None if libraries.missing() else _page(key, get_language() or "en")
    if page is None:
        raise Http404
    try:
        limit(request, "pdf")
        response = HttpResponse(pdf_of(page, request), content_type="application/pdf")
    except TooManyRequestsError as error:
        response = render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(error.retry_after)
        return response
    except (BusyError, FailedError) as error:
        if isinstance(error, FailedError):
            logger.error("No PDF of record %s: %s", key, error)
        context = {"page_url": page.get_url(request), "busy": isinstance(error, BusyError)}
        response = render(request, "pdf/not_made.html", context, status=503)
        response["Retry-After"] = "30"
        return response
    name = f"{page.slug}-{page.locale.language_code}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(key: UUID, language: str) -> KnowledgePage | None:
    """The page that readers of a language see, if everybody may."""
    rows = listings.public_rows().filter(key=key, shown_in__contains=f",{language},")
    number = rows.values_list("page_id", flat=True).first()
    page = Page.objects.live().filter(pk=number).first()
    specific = page.specific if page else None
    return specific if isinstance(specific, KnowledgePage) else None

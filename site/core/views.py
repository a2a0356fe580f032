"""Views that belong to no page."""

from http import HTTPStatus
from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.signals import readiness


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that this process serves; anybody may ask, nothing is looked up."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer whether readers can be served, and how what helps to do so is."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        answers: list[tuple[Any, Any]] = readiness.send(sender=None)
    except DatabaseError:
        return JsonResponse({"ready": False}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    parts = {name: state for _receiver, answer in answers for name, state in answer.items()}
    return JsonResponse({"ready": True, **parts})

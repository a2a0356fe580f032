"""Views that belong to no page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that this process serves; anybody may ask, nothing is looked up."""
    return HttpResponse("ok", content_type="text/plain")

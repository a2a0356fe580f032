"""The citation of a record as a file."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.citing import FORMATS, of_key


@require_safe
@cache_control(private=True, no_cache=True)
def citation_view(request: HttpRequest, key: UUID, extension: str) -> HttpResponse:
    """For a reference manager: `bib` or `ris`."""
    citation = of_key(key, request) if extension in FORMATS else None
    if citation is None:
        raise Http404
    content_type, write = FORMATS[extension]
    response = HttpResponse(write(citation), content_type=f"{content_type}; charset=utf-8")
    name = f"meydan-{key.hex[:12]}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response

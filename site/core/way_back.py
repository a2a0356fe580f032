"""Where a reader came from, so that a page in between can lead her back."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest) -> str:
    """The path of our own page that led here: as a form says, else as the browser; or empty.

    Taken from the browser, addresses need not hold it, and pages that lead here can be cached.
    """
    said = request.POST.get("next") or request.GET.get("next")
    address = request.headers.get("Referer", "") if said is None else said
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not ours:
        return ""
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "" if parts.path == request.path else path

"""One page in several languages, as search engines are told of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Site

X_DEFAULT = "x-default"
PLAIN = 80
UNNAMED = "localhost"  # the host name of a site that nobody has given another


def site_root(request: HttpRequest) -> str:
    """Where the site's addresses start, without a closing slash; whatever the request's host.

    As the editors' settings of the site say, else as the deployment's.
    """
    site = Site.find_for_request(request)
    if site and site.hostname != UNNAMED:
        root = str(site.root_url)
        # Port 80 is what nobody has changed: what is asked for over HTTPS is listed so.
        plain = site.port == PLAIN and request.is_secure()
        return root.replace("http://", "https://", 1) if plain else root
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def site_name(request: HttpRequest) -> str:
    """What the site is called."""
    site = Site.find_for_request(request)
    return str(site.site_name if site and site.site_name else settings.WAGTAIL_SITE_NAME)


def alternates(addresses: Mapping[str, str], original: str | None, root: str) -> dict[str, str]:
    """Full addresses by `hreflang`: of every language the page is public in, and `x-default`.

    Readers of none of them are best served by the `original` or, where that is not public, by
    the first in the order of `LANGUAGES`.
    """
    found = {
        code: urljoin(root, addresses[code])
        for code, _name in settings.LANGUAGES
        if code in addresses
    }
    if not found:
        return {}
    default = found.get(original or "") or next(iter(found.values()))
    return {**found, X_DEFAULT: default}


def sitemap_entries(
    found: Mapping[str, str], updated: Mapping[str, datetime | None]
) -> list[dict[str, Any]]:
    """What a sitemap says of one page in all its languages.

    `found` is what `alternates` gives, `updated` by language when the page last changed.
    """
    listed = [{"lang_code": code, "location": address} for code, address in found.items()]
    return [
        {"location": address, "lastmod": updated.get(code), "alternates": listed}
        for code, address in found.items()
        if code != X_DEFAULT
    ]

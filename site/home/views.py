"""What crawlers ask of the site as a whole."""

from typing import Any

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.alternates import site_root
from home.sitemap import shell_entries
from search.sitemap import record_entries, record_files


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """`robots.txt`: where the sitemap is, and where there is nothing for crawlers."""
    root = site_root(request)
    return render(request, "robots.txt", {"root": root}, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """`sitemap.xml`: the files the sitemap consists of."""
    records = [reverse("sitemap-records", args=[page]) for page in record_files().page_range]
    root = site_root(request)
    files = [{"location": root + address} for address in (reverse("sitemap-pages"), *records)]
    return _xml(request, "sitemap_index.xml", {"sitemaps": files})


@require_safe
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """The home pages, sections and plain pages."""
    return _xml(request, "sitemap.xml", {"urlset": shell_entries(site_root(request))})


@require_safe
def sitemap_records(request: HttpRequest, number: int) -> HttpResponse:
    """One file of records."""
    try:
        entries = record_entries(number, site_root(request))
    except EmptyPage as error:
        raise Http404 from error
    return _xml(request, "sitemap.xml", {"urlset": entries})


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context, content_type="application/xml")
    # A list of addresses is no result of a search itself.
    response["X-Robots-Tag"] = "noindex"
    return response

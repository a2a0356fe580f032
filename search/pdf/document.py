"""A record's page as it is typeset: its HTML, its style, and the pictures in it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import override

from core.models import KnowledgePage
from search.pdf.making import make

LAYOUT = "pdf/base.html"
STYLE = "css/pdf.css"
LARGEST_PICTURE = 10 * 1024 * 1024  # bytes
LARGEST_TOGETHER = 40 * 1024 * 1024


def pdf_of(page: KnowledgePage, request: HttpRequest) -> bytes:
    """The PDF of a page, all of it in the page's own language.

    Raises:
        search.pdf.making.BusyError: others are being made.
        search.pdf.making.FailedError: it cannot be made.
    """
    with override(page.locale.language_code):
        context = {**page.get_context(request), "layout": LAYOUT}
        html = render_to_string(page.get_template(request), context, request)
    base = request.build_absolute_uri(page.get_url(request) or "/")
    return make(html, _style(), base, dict(_pictures(html, base)))


def _style() -> str:
    return Path(str(finders.find(STYLE))).read_text(encoding="utf-8")


def _pictures(html: str, base: str) -> Iterator[tuple[str, bytes]]:
    """The uploaded pictures that the page shows, as long as they are not too large together."""
    # Whatever the storage is: how the addresses of its files begin.
    start = default_storage.url("-").partition("?")[0].removesuffix("-")
    left = LARGEST_TOGETHER
    for image in BeautifulSoup(html, "html.parser").find_all("img"):
        source = str(image.get("src", ""))
        name = unquote(source.partition("?")[0])
        if not name.startswith(start):
            continue
        try:
            with default_storage.open(name.removeprefix(start)) as file:
                data: bytes = file.read(LARGEST_PICTURE + 1)
        except OSError:
            continue  # it is missing on the page, too
        if len(data) <= min(LARGEST_PICTURE, left):
            left -= len(data)
            yield urljoin(base, source), data

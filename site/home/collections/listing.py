"""Collections in lists: each once, in the reader's language where it is translated into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from core.i18n import direction
from core.visibility import public
from home.models.collection import CollectionPage


@dataclass(frozen=True)
class Listed:
    """A collection as a list shows it; `lang` and `dir` are empty in the reader's language."""

    title: str
    summary: str
    url: str
    lang: str
    dir: str


def public_collections(request: HttpRequest, language: str) -> list[Listed]:
    """The collections that anybody may read, the latest first."""
    return _listed(CollectionPage.objects.all(), request, language)


def collections_about(theme: str, request: HttpRequest, language: str) -> list[Listed]:
    """Those on whose original a theme, or one below it, was chosen."""
    about = Q(themes__code=theme) | Q(themes__parent__code=theme)
    keys = CollectionPage.objects.filter(about).order_by().values("translation_key")
    return _listed(CollectionPage.objects.filter(translation_key__in=keys), request, language)


def _listed(pages: Any, request: HttpRequest, language: str) -> list[Listed]:
    readable = public(pages.live().filter(alias_of=None))
    found = readable.select_related("locale").order_by("translation_key", "pk")
    each = [list(group) for _key, group in groupby(found, key=lambda page: page.translation_key)]
    each.sort(key=lambda group: group[0].pk, reverse=True)
    return [_line(_nearest(group, language), request, language) for group in each]


def _nearest(pages: Iterable[CollectionPage], language: str) -> CollectionPage:
    """The one in the language, else the original or what stands in for it."""
    by_language = {page.locale.language_code: page for page in pages}
    return by_language.get(language) or next(iter(by_language.values()))


def _line(page: CollectionPage, request: HttpRequest, language: str) -> Listed:
    written = page.locale.language_code
    foreign = written != language
    return Listed(
        title=page.title,
        summary=page.summary,
        url=page.get_url(request) or "",
        lang=written if foreign else "",
        dir=direction(written) if foreign else "",
    )

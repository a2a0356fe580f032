"""Navigation: the sections of this language, and the same page in the other languages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypedDict
from uuid import UUID

from django import template
from django.conf import settings
from django.db.models import Subquery, Value
from django.db.models.functions import Concat
from django.urls import get_script_prefix, reverse, translate_url
from django.utils import translation
from wagtail.models import Page, Site

from core.alternates import alternates, site_root
from core.i18n import language_name
from core.kept_parts import Moment, kept, moment_of
from core.models import KnowledgePage
from core.visibility import public

register = template.Library()


class NavigationItem(TypedDict):
    """A link of the main navigation."""

    title: str
    url: str
    current: bool


class LanguageLink(TypedDict):
    """A link of the language switch."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True)
class Languages:
    """What is being read, in every language.

    `alternates` are full addresses by `hreflang`, and `canonical` is this page's among them;
    empty for what search engines are not to list: drafts, private pages, aliases, and views whose
    context does not hold `is_listed`.
    """

    links: list[LanguageLink]
    alternates: dict[str, str]
    canonical: str


@register.simple_tag(takes_context=True)
def main_navigation(context: dict[str, Any]) -> list[NavigationItem]:
    """The pages of this language's tree that are marked “show in menus”, in tree order."""
    request = context.get("request")
    site = Site.find_for_request(request)
    if site is None:
        return []
    language = translation.get_language() or settings.LANGUAGE_CODE
    current, moment = context.get("page"), moment_of(request)
    pages = _kept_menu(site, language, moment) if moment else _menu(site, language)
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "current": bool(current and current.path.startswith(page.path)),
        }
        for page in pages
    ]


@kept
def _kept_menu(site: Site, language: str, _moment: Moment) -> tuple[Page, ...]:
    return _menu(site, language)


def _menu(site: Site, language: str) -> tuple[Page, ...]:
    root = site.root_page
    homes = Page.objects.filter(
        translation_key=root.translation_key, locale__language_code=language
    )
    home = Subquery(homes.values("path")[:1])
    # As treebeard asks for children, so that the index on paths serves.
    below = (
        Page.objects.live()
        .in_menu()
        .filter(
            depth=root.depth + 1,
            path__range=(Concat(home, Value("0000")), Concat(home, Value("ZZZZ"))),
        )
    )
    return tuple(public(below).only("title", "path", "url_path"))


@register.filter
def trail(page: Any) -> Iterable[Page]:
    """The live pages above a page, from the home page on."""
    found: Iterable[Page] | None = getattr(page, "trail", None)
    return page.get_ancestors().live().filter(depth__gt=1) if found is None else found


@register.simple_tag(takes_context=True)
def page_languages(context: dict[str, Any]) -> Languages:
    """The page of the context, else the view, in every shipped language."""
    request = context.get("request")
    active = translation.get_language() or settings.LANGUAGE_CODE
    page = context.get("page")
    own, nearest = page_addresses(page, request) if page else ({}, None)
    if request is not None and page is None and context.get("is_listed"):
        own = {code: _address_in(request.path, code) for code, _name in settings.LANGUAGES}
    listed: dict[str, str] = {}
    if request is not None and not getattr(request, "is_preview", False):
        listed = alternates(own, getattr(page, "source_language", None), site_root(request))
    links: list[LanguageLink] = [
        {
            "code": code,
            "name": language_name(code),
            "url": address_in(code, request, nearest),
            "current": code == active,
        }
        for code, _name in settings.LANGUAGES
    ]
    return Languages(links, listed, listed.get(active, ""))


def page_addresses(page: Page, request: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Addresses by language: of the page's own published translations, and the nearest to them.

    Where a public record is not translated, the nearest is the page that says so; for any other
    page it is the section it stands in. Aliases are no translations.
    """
    if page.pk is None:
        return {}, {}
    if isinstance(page, KnowledgePage):
        own = {code: url for code, _key, url in _public([page.translation_key], request)}
        if own:
            missing = [code for code, _name in settings.LANGUAGES if code not in own]
            return own, {**own, **{code: record_address(code, page) for code in missing}}
    above = page.get_ancestors(inclusive=True).values("translation_key")
    own, nearest = {}, dict[str, str]()
    for code, key, url in _public(above, request):
        nearest.setdefault(code, url)
        if key == page.translation_key:
            own[code] = url
    return own, {**nearest, **own}


def _public(keys: Any, request: Any) -> Iterator[tuple[str, UUID, str]]:
    """Language, key and address of the published translations of pages, the deepest first."""
    live = Page.objects.filter(translation_key__in=keys, live=True, alias_of__isnull=True)
    needed = ("locale", "locale__language_code", "translation_key", "path", "url_path")
    for page in public(live).select_related("locale").only(*needed).order_by("-depth"):
        if url := page.get_url(request):
            yield page.locale.language_code, page.translation_key, url


def address_in(code: str, request: Any, addresses: dict[str, str] | None) -> str:
    """The address in one language: of the page or what it stands in, else of that view."""
    if addresses is not None:
        return addresses.get(code) or home_address(code)
    if request is None:
        return home_address(code)
    path, mark, query = str(request.get_full_path()).partition("?")
    return f"{_address_in(path, code)}{mark}{query}"


def _address_in(path: str, code: str) -> str:
    """The address of a view in another language."""
    return _translated(path, code, translation.get_language(), get_script_prefix())


@lru_cache(maxsize=1_000)
def _translated(path: str, code: str, _active: str | None, _prefix: str) -> str:
    """The same, found once: to resolve an address takes as long as ten includes."""
    address: str = translate_url(path, code)
    return address


def record_address(code: str, page: KnowledgePage) -> str:
    """Where a language says what it has of a record."""
    with translation.override(code):
        return reverse("search:record", args=[page.record_key])


def home_address(code: str) -> str:
    """The first page of a language."""
    with translation.override(code):
        return reverse("wagtail_serve", args=[""])

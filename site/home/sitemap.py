"""The shell's own pages in the sitemap: home pages, sections, collections and plain pages.

Other apps name what else belongs there by the hook `sitemap_views`: functions that return names
of addresses with their arguments, each an address in every language.
"""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail import hooks
from wagtail.models import Page

from core.alternates import alternates, sitemap_entries
from core.visibility import public
from home.models import CollectionPage, HomePage, SectionPage, StandardPage


def shell_entries(root: str) -> list[dict[str, Any]]:
    """Each page that anybody may read, in every language; a number of queries whatever they are."""
    shell = (HomePage, SectionPage, CollectionPage, StandardPage)
    live = Page.objects.type(*shell).live().filter(alias_of=None)
    pages = public(live).select_related("locale").order_by("translation_key")
    entries = []
    for _key, translations in groupby(pages, key=lambda page: page.translation_key):
        by_language = {page.locale.language_code: page for page in translations}
        urls = {language: page.get_url() for language, page in by_language.items()}
        addresses = {language: url for language, url in urls.items() if url}
        updated = {language: page.last_published_at for language, page in by_language.items()}
        entries += sitemap_entries(alternates(addresses, None, root), updated)
    return entries + _views(root)


def _views(root: str) -> list[dict[str, Any]]:
    entries = []
    for named in hooks.get_hooks("sitemap_views"):
        for name, arguments in named():
            addresses = {}
            for code, _name in settings.LANGUAGES:
                with translation.override(code):
                    addresses[code] = reverse(name, args=arguments)
            entries += sitemap_entries(alternates(addresses, None, root), {})
    return entries

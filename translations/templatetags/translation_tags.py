"""What readers are told of how a text came into their language."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from core.i18n import direction
from core.models import KnowledgePage
from core.visibility import public
from translations.states import NEW, still_pending
from translations.words import texts_of

register = template.Library()

REMEMBERED = "_untranslated"


@dataclass(frozen=True)
class Untranslated:
    """What of a page is still in the original's words: the texts, and all parts of their paths."""

    texts: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()


@register.filter
def foreign(page: Any, content: str | StreamValue.StreamChild) -> SafeString:
    """The `lang` and `dir` of a text or block of a page that is not translated yet; else nothing.

    A block counts as one as soon as one of its texts does. What is no record has nothing of the
    kind. Takes no query.
    """
    untranslated = _untranslated(page)
    is_foreign = (
        content in untranslated.texts
        if isinstance(content, str)
        else getattr(content, "id", None) in untranslated.parts
    )
    if not is_foreign:
        return SafeString("")
    language = page.source_language
    return format_html(' lang="{}" dir="{}"', language, direction(language))


@register.simple_tag
def original_of(page: KnowledgePage) -> Page | None:
    """The original of a translation, if the public may read it."""
    pages = Page.objects.filter(
        translation_key=page.translation_key, locale__language_code=page.source_language, live=True
    )
    return public(pages).first()


def _untranslated(page: Any) -> Untranslated:
    """Found once for each page object: the filter is asked for every block."""
    # Of most pages nothing waits, and nothing has to be read.
    if not any(why == NEW for why, *_digests in getattr(page, "pending", {}).values()):
        return Untranslated()
    known: Untranslated | None = vars(page).get(REMEMBERED)
    if known is None:
        known = vars(page)[REMEMBERED] = _find(page)
    return known


def _find(page: KnowledgePage) -> Untranslated:
    paths = [path for path, why in still_pending(page).items() if why == NEW]
    texts = texts_of(page)
    return Untranslated(
        frozenset(texts[path] for path in paths),
        frozenset(part for path in paths for part in path.split(".")[1:]),
    )

"""What pages show of a comparison."""

import re
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.blocks.stream_block import StreamValue

from practices.comparison.choosing import FEWEST, address, practices, set_aside
from practices.comparison.columns import Column
from search.names import Names
from translations.templatetags.translation_tags import foreign

register = template.Library()

LINK = re.compile(r"</?a\b[^>]*>")


@register.filter
def own(column: Column, content: str | StreamValue.StreamChild) -> SafeString:
    """The `lang` and `dir` of a practice's own words, where they are not the reader's language."""
    if column.line.lang:
        return format_html(' lang="{}" dir="{}"', column.line.lang, column.line.dir)
    return foreign(column.page, content)


@register.filter
def without_links(source: str) -> SafeString:
    """Rich text as it is stored, but for its links: looked up, each would take queries.

    The page of the practice has them.
    """
    return SafeString(LINK.sub("", source))  # what is left was made safe as it was saved


@register.inclusion_tag("comparison/tray.html", takes_context=True)
def comparison_tray(context: dict[str, Any]) -> dict[str, Any]:
    """What the reader has set aside to compare; nothing, and no query, for who has nothing."""
    request = context.get("request")
    # The pages of the comparison say it themselves.
    match = getattr(request, "resolver_match", None)
    if request is None or (match and match.namespace == "comparison"):
        return {}
    keys = set_aside(request)
    chosen = practices(keys, Names(get_language() or "en")) if keys else {}
    return {
        "chosen": list(chosen.values()),
        "compare_url": address(chosen) if len(chosen) >= FEWEST else "",
    }

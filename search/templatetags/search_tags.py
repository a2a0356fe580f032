"""Records in the lists of other pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import get_language

from core.models import KnowledgePage
from search import listings
from search.names import Names
from search.presentation.lines import Line, present

register = template.Library()


@dataclass(frozen=True)
class RelatedGroup:
    heading: str
    lines: tuple[Line, ...]


@register.inclusion_tag("components/record_lines.html")
def record_lines(lines: Iterable[Mapping[str, Any]], heading: str = "h3") -> dict[str, Any]:
    """A list of records as `search.listings` returns them; `heading` is the element of a title."""
    names = Names(get_language() or "en")
    return {"lines": [present(line, names) for line in lines], "heading": heading}


@register.inclusion_tag("components/related.html")
def related(page: KnowledgePage) -> dict[str, list[RelatedGroup]]:
    """The records a record is related to, by heading, as the reader may see them."""
    language = get_language() or "en"
    names = Names(language)
    groups = page.related_groups()
    keys = [key for _heading, group in groups for key in group]
    found = {line["id"]: line for line in listings.lines(keys, language)}
    shown = [RelatedGroup(str(heading), _present(group, found, names)) for heading, group in groups]
    return {"groups": [group for group in shown if group.lines]}


def _present(
    keys: Iterable[Any], found: Mapping[str, Mapping[str, Any]], names: Names
) -> tuple[Line, ...]:
    return tuple(present(found[str(key)], names) for key in keys if str(key) in found)

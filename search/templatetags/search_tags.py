"""Records in the lists of other pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.translation import get_language

from search.names import Names
from search.presentation.lines import present

register = template.Library()


@register.inclusion_tag("components/record_lines.html")
def record_lines(lines: Iterable[Mapping[str, Any]], level: int = 3) -> dict[str, Any]:
    """A list of records as `search.listings` returns them; `level` is that of their titles."""
    names = Names(get_language() or "en")
    return {"lines": [present(line, names) for line in lines], "level": level}

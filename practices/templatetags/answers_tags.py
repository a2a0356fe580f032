"""What the form's templates ask."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(remarks: Mapping[str, list[Any]] | str, path: str) -> list[Any]:
    """The remarks at a path; a page that has none may leave them out altogether."""
    return remarks.get(path, []) if isinstance(remarks, Mapping) else []


@register.filter
def of(unsent: Mapping[int, str] | str, remark: int) -> str:
    """The answer to a remark that was typed and not sent; empty where there is none."""
    return unsent.get(remark, "") if isinstance(unsent, Mapping) else ""

"""What a page of results repeats a hundred times: Django's templates take three times as long."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from search.presentation.facets import Row
from search.presentation.why import Reason

register = template.Library()

NESTED = ' class="facet__nested"'
CHECKED = " checked"


@register.simple_tag
def facet_rows(rows: Iterable[Row], parameter: str, records: str) -> SafeString:
    """The values of a facet as items of a list; `records` is what their numbers are of."""
    items = (
        f"<li{NESTED if nested else ''}>"
        '<label class="facet__value">'
        f'<input type="checkbox" name="{escape(parameter)}" value="{escape(code)}"'
        f"{CHECKED if selected else ''}>"
        f" <bdi>{escape(label)}</bdi>"
        ' <span class="facet__count">'
        f'<span class="visually-hidden">{escape(records)} </span>{escape(number)}</span>'
        "</label></li>"
        for code, label, number, selected, nested in rows
    )
    return mark_safe("".join(items))  # noqa: S308 - every value is escaped


@register.filter
def said(reasons: Iterable[Reason]) -> SafeString:
    """Reasons in one line: "Title · City: Gaziantep"."""
    return mark_safe(" · ".join(map(_said, reasons)))  # noqa: S308 - every word is escaped


def _said(reason: Reason) -> str:
    label = f": <bdi>{escape(reason.label)}</bdi>" if reason.label else ""
    return escape(reason.kind) + label

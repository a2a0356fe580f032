"""Pictures the server draws itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import charts, covers
from core.models import KnowledgePage

register = template.Library()


@register.inclusion_tag("components/default_cover.html")
def default_cover(record: Any, shape: str = "card") -> dict[str, covers.Cover]:
    """The drawn cover of a record without a picture: decoration, hidden from screen readers.

    `record` is a page, a line as `search.listings` returns it, or anything with its `key` and the
    codes of its themes as `theme_codes`. `shape` is `card` (2 : 1) or `band` (4 : 1); the box it
    stands in may have any other: the drawing fills it.
    """
    key, themes = _key_and_themes(record)
    return {"cover": covers.cover(key, covers.main_theme(themes), shape)}


def _key_and_themes(record: Any) -> tuple[str, list[str]]:
    if isinstance(record, KnowledgePage):
        return str(record.translation_key), [theme.code for theme in record.themes.all()]
    if isinstance(record, Mapping):
        return str(record["id"]), list(record["themes"])
    return str(record.key), list(record.theme_codes)


@register.inclusion_tag("components/chart.html")
def chart(
    kind: str, title: str, rows: Iterable[tuple[Any, ...]], of: str = "", unit: str = ""
) -> dict[str, Any]:
    """A figure of numbers, each with its bar and its link; nothing at all without rows.

    `kind`: `bars` lie one below the other and leave room for long labels (objectives, countries,
    in the order given); `columns` stand side by side (years: ints, sorted, gaps filled with 0).
    `rows`: `core.charts.Row`s, or tuples of label, value and, optionally, address. Labels come in
    the reader's language; a label that is an int is a year; values are written in her digits.
    `title` is the caption; `of` heads the labels in the table ("Objective", else the caption),
    `unit` the values ("Records"). Pages that hold charts link `css/charts.css`.
    """
    language = get_language() or "en"
    given = [charts.Row(*row) for row in rows]
    context = {"title": title, "of": of or title, "unit": unit or _("Records")}
    if kind == "columns":
        columns = charts.columns(given, language)
        values = len(columns) <= charts.VALUES_SHOWN
        return {**context, "columns": columns, "with_values": values, "rows": columns}
    bars = charts.bars(given, language)
    first, rest = bars[: charts.BARS_SHOWN], bars[charts.BARS_SHOWN :]
    return {**context, "bars": first, "rest": rest}

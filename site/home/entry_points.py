"""The ways into the records that the home page offers: each a query with its count."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from search.request import SearchRequest, Sort
from search.service import search
from taxonomy.labels import compact_objectives, labels, theme_parents


def entry_points(language: str) -> dict[str, Any]:
    """Counts by type, top-level themes and compacts that hold records, with their addresses.

    One search answers all of them: a compact's count is the sum over no single facet value, so
    the objectives that occur are listed under it with theirs.
    """
    result = search(SearchRequest(language=language, sort=Sort.NEWEST, page_size=1))
    address = reverse("search:search")
    theme_names, parents = labels("theme", language), theme_parents()
    themes = [
        entry(address, "theme", code, theme_names[code], result.counts["theme"].get(code, 0))
        for code in theme_names
        if code not in parents
    ]
    compact_names = labels("compact", language)
    objective_names, counted = labels("objective", language), result.counts["objective"]
    compacts = [
        {
            "label": compact_names[compact],
            "objectives": [
                entry(address, "objective", code, objective_names[code], counted[code])
                for code in codes
                if code in counted
            ],
        }
        for compact, codes in compact_objectives().items()
    ]
    return {
        "total": result.total,
        "type_counts": result.counts["type"],
        "themes": [theme for theme in themes if theme["count"]],
        "compacts": [compact for compact in compacts if compact["objectives"]],
    }


def entry(address: str, parameter: str, code: str, label: str, count: int) -> dict[str, Any]:
    """A link to the search for one facet value."""
    return {"label": label, "count": count, "url": f"{address}?{urlencode({parameter: code})}"}

"""A record as programs read it: what the index holds of it, and what its codes are called."""

from collections.abc import Mapping
from typing import Any

from search.names import Names
from search.request import SearchRequest

FIELDS = (
    "id", "type", "title", "url", "language", "languages", "summary", "cities", "countries",
    "themes", "objectives", "stages", "years", "population", "budget", "lessons", "support",
    "period", "starts", "ends", "lead", "updated",
)  # fmt: skip
MAYBE = ("population", "budget", "period")
FACETS = {
    "type": "type",
    "language": "language",
    "languages": "language",
    "cities": "city",
    "countries": "country",
    "themes": "theme",
    "objectives": "objective",
    "stages": "stage",
    "population": "population",
    "budget": "budget",
    "support": "support",
}
"""The fields that hold codes, with the facets these are values of."""


def described(line: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """The promised fields of a line and no other, with `labels`: field → code → label."""
    labels = {
        field: {code: names.label(facet, code) for code in codes(line, field)}
        for field, facet in FACETS.items()
    }
    fields = {field: line[field] for field in FIELDS}
    # The index holds "" where a record has no such value.
    return {**fields, **{field: line[field] or None for field in MAYBE}, "labels": labels}


def codes(line: Mapping[str, Any], field: str) -> list[str]:
    """The values of a field, whether it holds one, several or none."""
    value = line[field]
    if isinstance(value, list):
        return [str(code) for code in value]
    return [str(value)] if value else []


def understood(request: SearchRequest, *, whole: bool = False) -> dict[str, Any]:
    """A request as it was understood; its page only where it asks for one, not for the `whole`."""
    page = {} if whole else {"page": request.page, "page_size": request.page_size}
    return {
        "lang": request.language,
        "q": request.text,
        **{parameter: list(values) for parameter, values in request.facets.items()},
        **dict(request.like.parameters if request.like else ()),
        "match": [f"all:{parameter}" for parameter in sorted(request.match_all)],
        "sort": request.sort.value,
        **page,
    }

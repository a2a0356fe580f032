"""What a document becomes in its row."""

from collections.abc import Iterable, Mapping
from typing import Any

from search.analysis import title_key
from search.document import SHOWN_IN, Document
from search.engines.database.ranking import word_weights


def stored_fields(document: Document) -> dict[str, Any]:
    """The row's columns, but for its number and version."""
    facets = {name: sorted(set(values)) for name, values in document.facets.items() if values}
    return {
        "key": document.key,
        "language": document.language,
        "page_id": document.page_id,
        "record_type": next(iter(facets.get("type", [])), ""),
        "shown_in": f",{','.join(facets.get(SHOWN_IN, []))},",
        "title_key": title_key(document.title),
        "published": document.published,
        "updated": document.updated,
        "starts": document.starts,
        "ends": document.ends,
        "line": document.line,
        "facets": facets,
        "terms": word_weights(document),
        "texts": dict(document.texts),
    }


def facet_pairs(facets: Mapping[str, Iterable[str]]) -> set[tuple[str, str]]:
    return {(facet, value) for facet, values in facets.items() for value in values}

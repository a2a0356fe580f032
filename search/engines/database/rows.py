"""What a document becomes in its row."""

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from search.analysis import title_key
from search.document import SHOWN_IN, Document


def stored_fields(document: Document) -> dict[str, Any]:
    """The row's columns, but for its number, its texts and terms."""
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
        "digest": digest(document),
        "facets": facets,
        "line": document.line,
    }


def digest(document: Document) -> str:
    """Of all that a document's terms come from."""
    said = json.dumps([document.language, sorted(document.texts.items())])
    return blake2b(said.encode(), digest_size=16).hexdigest()


def facet_pairs(facets: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(facet, value) for facet, values in facets.items() for value in values}

"""What a document becomes in its row."""

import json
import zlib
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from search.analysis import title_key
from search.document import SHOWN_IN, Document
from search.engines.database.bitmaps import Stored
from search.engines.database.ranking import term_weights

# To be raised where the same texts give other terms than before, beside a migration that marks
# all records dirty.
ANALYSIS = 2
NO_TERMS = b""
_LEVEL = 1  # of compression: a publication takes less time than the smaller row would save


def stored_fields(document: Document) -> dict[str, Any]:
    """The row's columns, but for its number and what `stored_texts` gives."""
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


def stored_texts(document: Document) -> dict[str, Any]:
    """The columns that change with the row's digest."""
    return {"texts": dict(document.texts), "terms": packed(term_weights(document))}


def packed(terms: Mapping[str, int]) -> bytes:
    """Terms with their weights, 1 to 255: first the weights, then a zero, then a term a line."""
    names = sorted(terms)
    weights = bytes(terms[name] for name in names)
    return zlib.compress(weights + b"\0" + "\n".join(names).encode(), _LEVEL)


def unpacked(stored: Stored) -> dict[str, int]:
    """What `packed` was given."""
    if not stored:
        return {}
    weights, _, names = zlib.decompress(stored).partition(b"\0")
    return dict(zip(names.decode().split("\n"), weights, strict=True)) if weights else {}


def digest(document: Document) -> str:
    """Of all that a document's terms come from."""
    said = json.dumps([ANALYSIS, document.language, sorted(document.texts.items())])
    return blake2b(said.encode(), digest_size=16).hexdigest()


def facet_pairs(facets: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(facet, value) for facet, values in facets.items() for value in values}

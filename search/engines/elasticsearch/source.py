"""What a document of the database becomes in Elasticsearch."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from search.analysis import LONGEST_TEXT, index_terms, tokens
from search.document import WEIGHTS
from search.models import DocumentRow
from search.query import whole_name

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def identity(key: UUID, language: str) -> str:
    """What a document is called."""
    return f"{key}:{language}"


def parsed(identity: str) -> tuple[UUID, str]:
    """The key and the language of a document that is called so."""
    key, _colon, language = identity.partition(":")
    return UUID(key), language


def source(row: DocumentRow) -> dict[str, Any]:
    """All fields of a document."""
    return {
        "key": str(row.key),
        "language": row.language,
        "published": _microseconds(row.published),
        "updated": _microseconds(row.updated),
        "title_key": row.title_key,
        "facets": row.facets,
        "terms": _terms(row),
        "lines": [
            line for name in WEIGHTS for line in _lines(row.texts.get(name, ""), row.language)
        ],
        "titled": _words(row, "title"),
        "named": _words(row, "names"),
        "whole_title": _names(row, "title"),
        "whole_name": _names(row, "names"),
    }


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _terms(row: DocumentRow) -> str:
    found: list[str] = []
    for name, weight in WEIGHTS.items():
        text = row.texts.get(name, "")
        found += index_terms(text, row.language, mixed=name == "labels") * weight
    return " ".join(found)


def _lines(text: str, language: str) -> Iterable[str]:
    lines = (tokens(line, language) for line in text[:LONGEST_TEXT].splitlines())
    return [" ".join(words) for words in lines if words]


def _words(row: DocumentRow, name: str) -> list[str]:
    return list(dict.fromkeys(tokens(row.texts.get(name, ""), row.language)))


def _names(row: DocumentRow, name: str) -> list[str]:
    lines = _lines(row.texts.get(name, ""), row.language)
    return list(dict.fromkeys(whole_name(line.split()) for line in lines))

"""What a document of the database becomes in Elasticsearch."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from search.analysis import LONGEST_TEXT, terms_of, tokens
from search.document import WEIGHTS
from search.models import DocumentRow
from search.query import whole_name

Lines = Sequence[Sequence[str]]  # the words of each

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
    # Each text is read once: reading takes longer than all else.
    texts = {name: _lines(row.texts.get(name, ""), row.language) for name in WEIGHTS}
    return {
        "key": str(row.key),
        "language": row.language,
        "published": _microseconds(row.published),
        "updated": _microseconds(row.updated),
        "title_key": row.title_key,
        "facets": row.facets,
        "terms": " ".join(_terms(texts, row.language)),
        "lines": [" ".join(words) for lines in texts.values() for words in lines],
        "titled": _words(texts["title"]),
        "named": _words(texts["names"]),
        "whole_title": _whole(texts["title"]),
        "whole_name": _whole(texts["names"]),
    }


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _lines(text: str, language: str) -> Lines:
    lines = (tokens(line, language) for line in text[:LONGEST_TEXT].splitlines())
    return [words for words in lines if words]


def _terms(texts: Mapping[str, Lines], language: str) -> Iterable[str]:
    """Words and stems of all texts, each as often as it weighs."""
    for name, weight in WEIGHTS.items():
        for words in texts[name]:
            yield from terms_of(words, language, mixed=name == "labels") * weight


def _words(lines: Lines) -> list[str]:
    return list(dict.fromkeys(word for words in lines for word in words))


def _whole(lines: Lines) -> list[str]:
    return list(dict.fromkeys(map(whole_name, lines)))

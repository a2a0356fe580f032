"""What is read of the documents shown: their lines, and passages of their texts."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from search.engines.base import Hit
from search.highlights import passages
from search.models import DocumentRow
from search.query import Query
from search.sought import Sought

HIGHLIGHTED = ("summary", "body")


class Shown(NamedTuple):
    """A document that is shown: its number, its record and language, and the hit."""

    id: int
    name: tuple[UUID, str]
    hit: Hit


def read(
    rows: "QuerySet[DocumentRow]", query: Query, endings: Collection[str] = ()
) -> Iterator[Shown]:
    """The documents in some rows; `endings` are words that go on where the query's last ends."""
    marked = query.marked | frozenset(endings)
    texts = ("texts",) if marked or query.quoted else ()

    @cache
    def sought(language: str) -> Sought:
        return Sought(marked, language, phrases=query.quoted)

    for id, key, language, line, *held in rows.values_list("id", "key", "language", "line", *texts):
        highlights = passages(_readable(held[0]), sought(language)) if held else ()
        yield Shown(id, (key, language), Hit(line, highlights))


def _readable(texts: Mapping[str, str]) -> list[str]:
    return [texts[name] for name in HIGHLIGHTED if name in texts]

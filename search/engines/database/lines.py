"""What is read of the documents shown: their lines, and passages of their texts."""

from collections.abc import Mapping
from functools import cache

from search.engines.base import Hit
from search.engines.database.words import Words
from search.highlights import passages
from search.models import DocumentRow
from search.sought import Sought

HIGHLIGHTED = ("summary", "body")


def hits(ids: list[int], words: Words) -> tuple[Hit, ...]:
    """The hits of those documents that are still there, in order."""
    query = words.query
    marked = query.marked | words.endings
    wanted = marked or query.quoted
    fields = ("id", "line", "language", "texts") if wanted else ("id", "line")

    @cache
    def sought(language: str) -> Sought:
        return Sought(marked, language, phrases=query.quoted)

    found = {}
    for id, line, *texts in DocumentRow.objects.filter(id__in=ids).values_list(*fields):
        highlights = passages(_readable(texts[1]), sought(texts[0])) if texts else ()
        found[id] = Hit(line, highlights)
    return tuple(found[id] for id in ids if id in found)


def _readable(texts: Mapping[str, str]) -> list[str]:
    return [texts[name] for name in HIGHLIGHTED if name in texts]

"""What is read of the documents shown: their lines, and passages of their texts."""

from collections.abc import Mapping

from search.engines.base import Hit
from search.engines.database.words import Words
from search.highlights import passages
from search.models import DocumentRow

HIGHLIGHTED = ("summary", "body")


def hits(ids: list[int], words: Words) -> tuple[Hit, ...]:
    """The hits of those documents that are still there, in order."""
    query = words.query
    marked = query.marked | words.endings
    wanted = marked or query.quoted
    fields = ("id", "line", "language", "texts") if wanted else ("id", "line")
    found = {}
    for id, line, *texts in DocumentRow.objects.filter(id__in=ids).values_list(*fields):
        highlights: tuple[str, ...] = ()
        if texts:
            highlights = passages(_readable(texts[1]), marked, texts[0], phrases=query.quoted)
        found[id] = Hit(line, highlights)
    return tuple(found[id] for id in ids if id in found)


def _readable(texts: Mapping[str, str]) -> list[str]:
    return [texts[name] for name in HIGHLIGHTED if name in texts]

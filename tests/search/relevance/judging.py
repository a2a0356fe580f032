"""How good an order of results is, by what was judged beforehand."""

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from search.document import Document

FOLDER = Path(__file__).parent
DEPTH = 10
BEST, GOOD = 3, 1
MOMENT = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Judged:
    """A query with the grades of the records that answer it; all others have none."""

    kind: str
    language: str
    text: str
    grades: Mapping[str, int]


def judged_queries() -> list[Judged]:
    rows = tomllib.loads((FOLDER / "queries.toml").read_text(encoding="utf-8"))["query"]
    return [
        Judged(
            row["kind"],
            row["language"],
            row["text"],
            {**dict.fromkeys(row.get("good", ()), GOOD), **dict.fromkeys(row["best"], BEST)},
        )
        for row in rows
    ]


def made_documents() -> Iterator[Document]:
    """The invented records: each in one language, shown to the readers of all."""
    rows = tomllib.loads((FOLDER / "records.toml").read_text(encoding="utf-8"))
    for number, (name, row) in enumerate(rows.items()):
        yield _document(number, name, row)


def _document(number: int, name: str, row: Mapping[str, Any]) -> Document:
    languages = tuple(code for code, _label in settings.LANGUAGES)
    return Document(
        key=uuid5(NAMESPACE_URL, name),
        language=row["language"],
        page_id=1_000_000 + number,
        texts={
            "title": row["title"],
            "names": "\n".join(row["names"]),
            "summary": row["summary"],
            "body": row["body"],
        },
        facets={"shown_in": languages, "type": ("practice",), "language": (row["language"],)},
        title=row["title"],
        published=MOMENT,
        updated=MOMENT,
        line={"id": name, "title": row["title"], "url": f"/{name}/", "language": row["language"]},
    )


def names(documents: Iterable[Document]) -> dict[str, str]:
    """The name of each record by the id in its lines: the end of its address, English first."""
    found: dict[str, str] = {}
    for document in sorted(documents, key=lambda document: document.language != "en"):
        name = document.line["url"].rstrip("/").rpartition("/")[2]
        found.setdefault(document.line["id"], name)
    return found


def ndcg(order: Sequence[str], grades: Mapping[str, int]) -> float:
    """nDCG@10: 1 for the best order there is, 0 where nothing that was judged is in it."""
    ideal = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(name, 0) for name in order]) / ideal


def _gain(grades: Sequence[int]) -> float:
    return math.fsum(
        (2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:DEPTH])
    )

"""What is searched: one document for each page of a record that readers may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

# How much more a word counts where it stands. Cities and people are names; labels are those of
# the record's terms, in every language.
WEIGHTS: Mapping[str, int] = {"title": 8, "names": 5, "summary": 3, "labels": 1, "body": 1}
SHOWN_IN = "shown_in"
ORGANISATION = "organisation"
HIDDEN_FACETS = frozenset({SHOWN_IN, ORGANISATION})


@dataclass(frozen=True)
class Document:
    """A record in one language, complete: an engine needs nothing else to find and show it.

    `key` is the record's and shared by its documents, of which there is one a language.
    `texts` hold plain text by the names in `WEIGHTS`; `facets` hold codes, among them `shown_in`:
    the languages whose readers see this document. `line` is what a result shows, in JSON types.
    `starts` and `ends` are the first and last day known of what the record tells of.
    """

    key: UUID
    language: str
    page_id: int
    texts: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    title: str
    published: datetime
    updated: datetime
    starts: date | None = None
    ends: date | None = None
    line: dict[str, Any] = field(default_factory=dict)

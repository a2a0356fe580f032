"""What stands on a list, as readers of a language may see it: from the index alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.enums import RecordType
from search import listings
from search.names import Names
from search.presentation.lines import Line, present
from shelves.models import Shelf


@dataclass(frozen=True)
class Entry:
    """A record on a list. One that is no longer public has no line, and nothing else is told."""

    key: UUID
    note: str
    raw: Mapping[str, Any] | None
    line: Line | None

    @property
    def comparable(self) -> bool:
        """Whether it can stand beside others of its type."""
        return self.line is not None and self.line.type_code == RecordType.PRACTICE


def entries_of(shelf: Shelf, names: Names, *, with_notes: bool = True) -> list[Entry]:
    """All of them in their order, in a number of queries that does not grow with them."""
    items = list(shelf.items.all())
    found = {
        UUID(line["id"]): line
        for line in listings.lines([item.record for item in items], names.language)
    }
    return [
        Entry(
            item.record,
            item.note if with_notes else "",
            found.get(item.record),
            present(found[item.record], names) if item.record in found else None,
        )
        for item in items
    ]

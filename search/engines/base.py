"""What an engine is: the only way in which the site searches."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from search.document import Document
from search.request import SearchRequest

Line = Mapping[str, Any]
"""What a result shows of a record; see `search.documents`."""
Counts = Mapping[str, Mapping[str, int]]
"""By facet and value, the number of records."""


@dataclass(frozen=True)
class Hit:
    """One result: its line as stored, and passages in escaped HTML with `<mark>` only."""

    line: Line
    highlights: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchResult:
    """One page of results, the total of all pages, and the counts of every visible facet.

    `counts` maps facet → value → number of records, for every value with records and every
    chosen value. A facet's counts ignore what is chosen in it, unless all of it must match.
    `suggestion` is the text with words corrected, where that finds more. `cut`: more may match,
    as of the records with a phrase's words only the best were read (`search.query.MOST_VERIFIED`);
    the total and the counts are of these. `missed` is how many records are left out because the
    engine that answered has yet to take in their latest change. `left_out` are the records that
    it was told to leave out.
    """

    total: int
    hits: tuple[Hit, ...]
    counts: Counts
    engine: str
    suggestion: str | None = None
    cut: bool = False
    missed: int = 0
    left_out: Collection[UUID] = ()


class Engine(Protocol):
    """Finds documents. Every engine passes `tests/search/test_contract.py`."""

    name: str

    def search(self, request: SearchRequest, *, leave_out: Collection[UUID] = ()) -> SearchResult:
        """Answer `request` as if the records in `leave_out` did not exist."""

    def total(self, request: SearchRequest, *, leave_out: Collection[UUID] = ()) -> int:
        """How many results `request` has."""

    def iter_keys(
        self, request: SearchRequest, *, leave_out: Collection[UUID] = ()
    ) -> Iterator[Line]:
        """The lines of all that `request` finds, whatever its page, in order; read as needed."""

    def version(self) -> int:
        """A number that changes whenever an answer may."""

    def suggest_terms(self, prefix: str, limit: int) -> list[str]:
        """The folded words that begin so, the most frequent first."""

    def suggest(
        self, text: str, language: str, limit: int, *, leave_out: Collection[UUID] = ()
    ) -> list[Line]:
        """Records shown in `language` whose title or names hold the words of `text`.

        Its last word may be the beginning of one.
        """

    def correct(self, word: str) -> str | None:
        """The most frequent folded word that is one edit away from a folded word, if any."""

    def replace(self, records: Mapping[UUID, Sequence[Document]]) -> None:
        """Make the given documents all there are of each record; none remove the record."""

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Make the given documents all there are; readers see the old ones until the end."""

    def keep_up(self) -> None:
        """What is left to be done in a moment that nobody waits for; the worker's."""

    def keys(self, facet: str = "", value: str = "") -> set[UUID]:
        """The records that carry a facet value, as written last; without one, all of them."""

    def differing(self, records: Mapping[UUID, Sequence[Document]]) -> dict[UUID, str]:
        """The records that are stored otherwise than their documents say, each with how."""

    def damage(self) -> list[str]:
        """What in the index contradicts itself; only a rebuild mends it."""

    def status(self) -> Mapping[str, int]:
        """Numbers that describe the index, for whoever looks after it."""

"""Our own engine, in the database that the settings name."""

from collections.abc import Sequence

from search.document import Document
from search.engines.base import Line, SearchResult
from search.engines.database import DatabaseEngine
from search.request import SearchRequest
from search.suggestions import MOST_LINES
from tests.bench.contenders.base import Answer


class Ours:
    """`answer` stops where the others stop: at the numbers of the documents on the page."""

    name = "meydan"

    def __init__(self) -> None:
        self.engine = DatabaseEngine()

    def answer(self, request: SearchRequest) -> Answer:
        """As in the protocol."""
        ids, total, counts = self.engine.find(request)
        return Answer(total, counts, ids)

    def search(self, request: SearchRequest) -> SearchResult:
        """With all that the others leave out: lines of results, highlights, a suggestion."""
        return self.engine.search(request)

    def suggest(self, text: str, language: str) -> Sequence[Line]:
        """The records suggested for what was typed, and those whose people may be."""
        return self.engine.suggest(text, language, MOST_LINES)

    def publish(self, *documents: Document) -> None:
        """Take in documents, each all there is of its record."""
        self.engine.replace({document.key: [document] for document in documents})

    def withdraw(self, document: Document) -> None:
        """Forget the record of a document."""
        self.engine.replace({document.key: []})

"""Raw Tantivy in this process: the quickest thing of its kind that has Python bindings.

What is done for a fair comparison stands in docs/performance.md.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from search.query import Word, parse_query
from search.request import SearchRequest
from tests.bench.contenders.base import Analysed, Answer, chosen
from tests.bench.documents import VALUES

MOST_VALUES = 1_000  # more than any facet has: counts are exact
HEAP = 512_000_000  # bytes; one writer with all of them makes one segment


class Tantivy:
    """An index as Tantivy's own writer leaves it, opened by one reader."""

    name = "tantivy"
    writing: Mapping[str, int] = {}

    def __init__(self, parent: Path, documents: Iterable[Analysed] = ()) -> None:
        """Open its index, which is in a folder of its own; with documents, write it first."""
        folder = parent / self.name
        folder.mkdir(exist_ok=True)
        self.schema = _schema()
        self.index = tantivy.Index(self.schema, path=str(folder))
        words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self.index.register_tokenizer("words", words)
        if documents:
            self._write(documents)
        self.index.reload()
        self.searcher = self.index.searcher()

    def _write(self, documents: Iterable[Analysed]) -> None:
        writer = self.index.writer(**self.writing)
        for number, (document, terms) in enumerate(documents, start=1):
            writer.add_document(
                tantivy.Document(
                    number=number,
                    terms=" ".join(terms),
                    published=int(document.published.timestamp()),
                    **{facet: list(document.facets[facet]) for facet in VALUES},
                )
            )
        writer.commit()
        writer.wait_merging_threads()

    def answer(self, request: SearchRequest) -> Answer:
        """As in the protocol."""
        words = self._words(request)
        filters = {facet: self._filter(facet, v) for facet, v in chosen(request).items()}
        both = _all_of([*words, *filters.values()])
        found = self.searcher.search(
            both,
            limit=request.page_size,
            offset=(request.page - 1) * request.page_size,
            order_by_field=None if words else "published",
        )
        total: int = found.count  # type: ignore[attr-defined] # missing in its declarations
        free = [facet for facet in VALUES if facet not in filters]
        counts = self._counts(both, free) if total else {}
        for facet in filters:
            others = [other for name, other in filters.items() if name != facet]
            counts |= self._counts(_all_of([*words, *others]), [facet])
        # An address means something to this searcher only; the document knows its number.
        page = [self.searcher.doc(address)["number"][0] for _score, address in found.hits]
        return Answer(total, counts, page)

    def _counts(self, query: Query, facets: list[str]) -> dict[str, dict[str, int]]:
        asked = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in facets}
        told: dict[str, Any] = self.searcher.aggregate(query, asked)
        return {
            facet: {bucket["key"]: int(bucket["doc_count"]) for bucket in told[facet]["buckets"]}
            for facet in facets
        }

    def _words(self, request: SearchRequest) -> list[Query]:
        query = parse_query(request.text, request.language)
        return [self._word(word, word == query.beginning) for word in query.required]

    def _word(self, word: Word, may_be_unfinished: bool) -> Query:
        known = [form for form in word.forms if self.searcher.doc_freq("terms", form)]
        if not known and may_be_unfinished:
            return Query.regex_query(self.schema, "terms", f"{re.escape(word.text)}.*")
        forms = [self._term("terms", form) for form in known or word.forms[:1]]
        return forms[0] if len(forms) == 1 else Query.disjunction_max_query(forms)

    def _filter(self, facet: str, values: Iterable[str]) -> Query:
        terms = [(Occur.Should, self._term(facet, value)) for value in values]
        either = terms[0][1] if len(terms) == 1 else Query.boolean_query(terms)
        return Query.const_score_query(either, 0.0)

    def _term(self, field: str, value: str) -> Query:
        option = "freq" if field == "terms" else "basic"
        return Query.term_query(self.schema, field, value, index_option=option)


class OneSegment(Tantivy):
    """The same in a single segment, which a site that publishes would have to merge it to."""

    name = "tantivy, one segment"
    writing = {"heap_size": HEAP, "num_threads": 1}


def _all_of(queries: list[Query]) -> Query:
    if not queries:
        return Query.all_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="words", index_option="freq")
    builder.add_integer_field("number", stored=True)
    builder.add_integer_field("published", fast=True)
    for facet in VALUES:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()

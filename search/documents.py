"""From the pages of a record to its documents, by what the page types declare."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import override

from core.enums import PopulationBand
from core.models import KnowledgePage
from search.batches import batches
from search.document import ORGANISATION, SHOWN_IN, Document
from search.names import every_label
from search.records import keys_of, public_pages, published
from taxonomy.version import read_once

NAMES = ("city", ORGANISATION)  # facets whose labels are names
LABELS = ("type", "theme", "objective", "stage", "country")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # of a page that went live without being published
AT_ONCE = 100  # records read together
MOST_YEARS = 2  # that are a date rather than a time in which much happened

Facets = Mapping[str, tuple[str, ...]]
# By vocabulary and code: what a term is called, in every language.
Labels = Mapping[str, Mapping[str, list[str]]]


def record_documents(keys: Collection[UUID]) -> dict[UUID, list[Document]]:
    """The documents of some records, read from the database; none of one nobody may see."""
    with read_once():
        labels = {vocabulary: every_label(vocabulary) for vocabulary in (*NAMES, *LABELS)}
        return {key: _documents(pages, labels) for key, pages in public_pages(keys).items()}


def all_documents() -> Iterator[Document]:
    """Every document there is, a batch of records at a time."""
    for keys in batches(sorted(keys_of(published())), AT_ONCE):
        for documents in record_documents(keys).values():
            yield from documents


def _documents(pages: Iterable[tuple[KnowledgePage, str]], labels: Labels) -> list[Document]:
    """One document for each page that is shown to somebody.

    Readers of a language see the page in it, else the original, else the first in the order of
    `LANGUAGES`. What the record is comes from the original, or the one that stands in for it.
    """
    by_language = {page.locale.language_code: (page, address) for page, address in pages}
    languages = [code for code, _name in settings.LANGUAGES if code in by_language]
    if not languages:
        return []
    originals = (code for code in languages if by_language[code][0].is_original)
    original = next(originals, languages[0])
    record = by_language[original][0]
    facets = _facets(record, languages)
    documents = []
    for language in languages:
        shown_in = [
            code
            for code, _name in settings.LANGUAGES
            if code == language or (language == original and code not in languages)
        ]
        page, address = by_language[language]
        classes = {**facets, SHOWN_IN: tuple(shown_in)}
        documents.append(_document(page, record, address, classes, labels))
    return documents


def _facets(page: KnowledgePage, languages: Iterable[str]) -> dict[str, tuple[str, ...]]:
    declared = page.search_facets()
    facets = {name: tuple(sorted(values)) for name, values in declared.items() if values}
    return {**facets, "language": tuple(languages)}


def _document(
    page: KnowledgePage, record: KnowledgePage, address: str, facets: Facets, labels: Labels
) -> Document:
    """The words of one page with the facts of the record's original."""
    starts, ends = record.search_dates()
    # The original's: a record does not become new by being translated.
    published_at = record.first_published_at or record.last_published_at or NEVER
    updated = page.last_published_at or published_at
    language = page.locale.language_code
    # Texts and names may hold translated words of the interface: those of the page's language.
    with override(language):
        return Document(
            key=page.record_key,
            language=language,
            page_id=page.pk,
            texts=_texts(page, facets, labels),
            facets=facets,
            title=page.title,
            published=published_at,
            updated=updated,
            starts=starts,
            ends=ends,
            line={
                **_classes(facets),
                "id": str(page.record_key),
                "title": page.title,
                "url": address,
                "language": language,
                "original": record.source_language,
                "summary": page.summary,
                "period": str(record.period) if record.period else "",
                "updated": updated.astimezone(UTC).isoformat().replace("+00:00", "Z"),
                "starts": _iso(starts),
                "ends": _iso(ends),
                "cover": page.cover_image_id,
                "lead": page.lead_name(),
                "people": list(dict.fromkeys(page.people_names())),
            },
        )


def _texts(page: KnowledgePage, facets: Facets, labels: Labels) -> dict[str, str]:
    declared = page.search_texts()
    return {
        "title": _lines(declared.title),
        "names": _lines([*declared.names, *_called(facets, NAMES, labels), _dated(facets)]),
        "summary": _lines(declared.summary),
        "labels": _lines(_called(facets, LABELS, labels)),
        "body": _lines(declared.body),
    }


def _dated(facets: Facets) -> str:
    """The year of what happened once: readers add it to a name, texts rarely say it."""
    years = facets.get("year", ())
    return " ".join(years) if len(years) <= MOST_YEARS else ""


def _called(facets: Facets, vocabularies: Iterable[str], labels: Labels) -> Iterator[str]:
    """What the record's terms are called, in every language."""
    for vocabulary in vocabularies:
        for code in facets.get(vocabulary, ()):
            yield from labels[vocabulary].get(code, ())


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(str(text) for text in texts if text)


def _classes(facets: Facets) -> dict[str, Any]:
    """The facet values a result shows, under the names of its line."""
    bands = [band.value for band in PopulationBand if band in facets.get("population", ())]
    return {
        "type": next(iter(facets.get("type", ())), ""),
        "languages": list(facets["language"]),
        "cities": list(facets.get("city", ())),
        "countries": list(facets.get("country", ())),
        "themes": list(facets.get("theme", ())),
        "objectives": list(facets.get("objective", ())),
        "stages": list(facets.get("stage", ())),
        "years": sorted(int(year) for year in facets.get("year", ())),
        "population": bands[-1] if bands else None,
        "budget": next(iter(facets.get("budget", ())), None),
        "lessons": bool(facets.get("lessons")),
        "support": list(facets.get("support", ())),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""What readers may see, found by looking at every page: the index is measured against this."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.conf import settings

from core.models import KnowledgePage
from search.request import SearchRequest, Sort
from search.service import search

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class Shown(NamedTuple):
    """A record as a reader finds it."""

    key: str
    title: str
    url: str
    language: str


def public_pages() -> Iterator[KnowledgePage]:
    for model in apps.get_models():
        if issubclass(model, KnowledgePage):
            for page in model.objects.all():
                visible = page.live and not page.alias_of_id and page.get_url()
                if visible and not page.get_view_restrictions().exists():
                    yield page


class Truth:
    """All public pages of this moment, by record and language."""

    def __init__(self, leave_out: Collection[UUID] = ()) -> None:
        self.records: dict[UUID, dict[str, KnowledgePage]] = {}
        for page in public_pages():
            if page.translation_key not in leave_out:
                pages = self.records.setdefault(page.translation_key, {})
                pages[page.locale.language_code] = page

    def original(self, pages: dict[str, KnowledgePage]) -> KnowledgePage:
        for language in LANGUAGES:
            if language in pages and pages[language].source_language == language:
                return pages[language]
        return next(pages[language] for language in LANGUAGES if language in pages)

    def shown(self, language: str) -> list[Shown]:
        chosen = (pages.get(language) or self.original(pages) for pages in self.records.values())
        return sorted(
            Shown(
                str(page.translation_key),
                page.title,
                page.get_url() or "",
                page.locale.language_code,
            )
            for page in chosen
        )

    def counts(self, facet: str) -> dict[str, int]:
        """The same in every language: what a record is comes from its original."""
        counts: Counter[str] = Counter()
        for pages in self.records.values():
            counts.update(self._values(facet, pages))
        return dict(counts)

    def _values(self, facet: str, pages: dict[str, KnowledgePage]) -> set[str]:
        original: Any = self.original(pages)
        if facet == "type":
            return {original.record_type}
        if facet == "language":
            return set(pages)
        themes = original.themes.all()
        return {theme.code for theme in themes} | {
            theme.parent.code for theme in themes if theme.parent
        }

    def keys_with_theme(self, code: str) -> set[str]:
        return {
            str(key) for key, pages in self.records.items() if code in self._values("theme", pages)
        }


def found(language: str, text: str = "") -> list[Shown]:
    """What a search really finds, all pages of it."""
    request = SearchRequest(language, text, sort=Sort.TITLE, page_size=100)
    result = search(request)
    assert result.total == len(result.hits)
    lines = (hit.line for hit in result.hits)
    return sorted(Shown(line["id"], line["title"], line["url"], line["language"]) for line in lines)


def assert_searches_tell_the_truth(leave_out: Collection[UUID] = (), *, facets: bool) -> None:
    """Compare every language's results; `facets` says whether counts of themes must be right."""
    truth = Truth(leave_out)
    for language in LANGUAGES:
        results, expected = found(language), truth.shown(language)
        wrong, missing = set(results) - set(expected), set(expected) - set(results)
        assert results == expected, f"{language}: wrong {wrong}, missing {missing}"
        counts = search(SearchRequest(language)).counts
        for facet in ("type", "language", *(["theme"] if facets else [])):
            assert counts[facet] == truth.counts(facet), (language, facet)

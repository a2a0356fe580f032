"""Which records there are and who may see them, read from the page tables; names no page type."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Prefetch, QuerySet
from wagtail.models import Page, PageViewRestriction, Site

from core.models import KnowledgePage, record_types
from taxonomy.models import Coded


def published() -> QuerySet[Page]:
    """The live pages of records, as plain pages, private ones included; aliases are no records."""
    types = ContentType.objects.get_for_models(*record_types()).values()
    pages: QuerySet[Page] = Page.objects.filter(live=True, alias_of=None, content_type__in=types)
    return pages


def below(page: Page) -> QuerySet[Page]:
    """The published pages of records under a page."""
    # A range of paths, unlike LIKE, is looked up in the index by every database.
    return published().filter(path__gt=page.path, path__lte=f"{page.path}ZZZZ")


def at_and_below(number: int) -> set[UUID]:
    """The keys of the published records at and below a page, and at and below its aliases.

    Wagtail shows an alias, and what stands below it, to those who may see its source.
    """
    places = _with_aliases({number})
    keys = keys_of(published().filter(pk__in=places))
    for page in Page.objects.filter(pk__in=places):
        keys |= keys_of(below(page))
    return keys


def _with_aliases(numbers: set[int]) -> set[int]:
    found, latest = set(numbers), numbers
    while latest:
        aliases = Page.objects.filter(alias_of__in=latest).values_list("pk", flat=True)
        latest = set(aliases) - found
        found |= latest
    return found


def _private_paths() -> tuple[str, ...]:
    """The paths at and below which nothing is public, by Wagtail's rule for aliases."""
    restricted = PageViewRestriction.objects.filter(page__alias_of=None)
    places = _with_aliases(set(restricted.values_list("page_id", flat=True)))
    return tuple(Page.objects.filter(pk__in=places).values_list("path", flat=True))


def keys_of(pages: QuerySet[Page]) -> set[UUID]:
    return set(pages.values_list("translation_key", flat=True))


def public_pages(keys: Collection[UUID]) -> dict[UUID, list[tuple[KnowledgePage, str]]]:
    """The pages of some records that anyone may read, with their addresses.

    A number of queries that grows with the page types among them, not with the records.
    """
    # Another process may have changed a site: its root pages are read anew.
    Site.clear_site_root_paths_cache()
    private = _private_paths()
    found: dict[UUID, list[tuple[KnowledgePage, str]]] = {key: [] for key in keys}
    for page in _specific(published().filter(translation_key__in=keys)):
        address = page.get_url()
        if address and not page.path.startswith(private):
            found[page.record_key].append((page, address))
    return found


def _specific(pages: QuerySet[Page]) -> Iterable[KnowledgePage]:
    """The pages with the fields of their types, and with the terms that their facets need."""
    numbers: dict[int, list[int]] = {}
    for number, kind in pages.values_list("pk", "content_type_id"):
        numbers.setdefault(kind, []).append(number)
    for kind, some in numbers.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is not None and issubclass(model, KnowledgePage):
            to_one, to_many = _terms(model)
            rows = model._default_manager.filter(pk__in=some, live=True, alias_of=None)
            yield from rows.select_related("locale", *to_one).prefetch_related(*to_many)


@cache
def _terms(model: type[Any]) -> tuple[tuple[str, ...], tuple[Prefetch[str], ...]]:
    """The fields by which a model points at terms: at one, and at many with what those point at."""
    to_one = tuple(field.name for field in model._meta.fields if _leads_to_term(field))
    to_many = []
    for field in model._meta.many_to_many:
        if _leads_to_term(field):
            term = field.related_model
            onwards = [link.name for link in term._meta.fields if _leads_to_term(link)]
            rows = term._default_manager.select_related(*onwards)
            to_many.append(Prefetch(field.name, queryset=rows))
    return to_one, tuple(to_many)


def _leads_to_term(field: "Field[Any, Any]") -> bool:
    return isinstance(field.related_model, type) and issubclass(field.related_model, Coded)

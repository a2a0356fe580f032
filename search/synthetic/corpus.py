"""Synthetic records as pages of the site's own types, in sections of their own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import numpy as np
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models.sql import InsertQuery
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from core.enums import RecordType
from core.models import KnowledgePage, record_types
from search import upkeep
from search.batches import batches
from search.synthetic.fields import MARK, NOTICE, Fields, fill
from search.synthetic.words import LANGUAGES, Shares

MOST = 1_000_000
AT_ONCE = 1_000
# The most frequent first.
TYPES = (
    RecordType.PRACTICE,
    RecordType.EVENT,
    RecordType.PROJECT,
    RecordType.REPORT,
    RecordType.DECLARATION,
)
TRANSLATED = 0.2  # of all pages are translations of the record before
MINUTES_BETWEEN = 30  # records appear to have been published one by one
RELATIONS = ("themes", "cities", "innovation_stages")
KEYS = {kind: uuid5(NAMESPACE_URL, f"meydan:synthetic:{kind}") for kind in TYPES}


class AlreadyThere(Exception):
    """There are synthetic records already."""


def make(size: int, seed: int) -> int:
    """Create so many live pages, bring the search index up to date, and give their number.

    Raises:
        AlreadyThere: where an earlier call's pages have not been removed.
    """
    if sections().exists():
        raise AlreadyThere
    with transaction.atomic():
        maker = _Maker(seed)
        for some in batches(maker.pages(size), AT_ONCE):
            _insert(some)
        maker.count_children()
    upkeep.rebuild()
    return size


def remove() -> int:
    """Delete the synthetic sections with all that stands in them; the number of pages."""
    with transaction.atomic():
        found = list(sections())
        number: int = sum(section.get_descendants().count() for section in found)
        for section in found:
            section.delete()
    upkeep.rebuild()
    return number


def sections() -> Any:
    """The sections that hold the synthetic records."""
    return Page.objects.filter(translation_key__in=KEYS.values()).order_by("-path")


class _Maker:
    """Draws pages one after another; each knows its place in the tree."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.fields = Fields(seed)
        self.models = {model.record_type: model for model in record_types()}
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.sections: dict[tuple[str, str], Page] = {
            (kind, code): _section(self.models[kind], self.locales[code])
            for kind in TYPES
            for code in LANGUAGES
        }
        self.children: dict[tuple[str, str], int] = defaultdict(int)
        self.latest = timezone.now() - timedelta(days=1)

    def pages(self, size: int) -> Iterator[tuple[KnowledgePage, dict[str, Any]]]:
        """Pages not saved yet, each with its facts."""
        kinds, languages = Shares(len(TYPES)), Shares(len(LANGUAGES), 1.2)
        facts: dict[str, Any] = {}
        written: list[str] = []
        kind, key = str(TYPES[0]), UUID(int=0)
        for number in range(size):
            chance = np.random.default_rng((self.seed, number))
            goes_on = 0 < len(written) < len(LANGUAGES) and chance.random() < TRANSLATED
            if not goes_on:
                kind = TYPES[kinds.draw(chance)[0]]
                key, written = UUID(bytes=chance.bytes(16), version=4), []
                facts = self.fields.facts(chance)
            left = [code for code in LANGUAGES if code not in written]
            language = left[min(languages.draw(chance)[0], len(left) - 1)]
            written.append(language)
            page = self._page(kind, key, written, size - number)
            fill(page, self.fields.texts(chance, language, number), facts)
            page.draft_title = page.title
            yield page, facts

    def _page(self, kind: str, key: UUID, written: list[str], before: int) -> KnowledgePage:
        language = written[-1]
        section = self.sections[kind, language]
        self.children[kind, language] += 1
        place = self.children[kind, language]
        slug = f"synthetic-{place}"
        moment = self.latest - timedelta(minutes=MINUTES_BETWEEN * before)
        model = self.models[kind]
        return model(
            path=Page._get_path(section.path, section.depth + 1, place),
            depth=section.depth + 1,
            slug=slug,
            url_path=f"{section.url_path}{slug}/",
            content_type=ContentType.objects.get_for_model(model),
            locale=self.locales[language],
            translation_key=key,
            source_language=written[0],
            live=True,
            first_published_at=moment,
            last_published_at=moment,
            latest_revision_created_at=moment,
        )

    def count_children(self) -> None:
        """Tell the sections how many pages they hold."""
        for place, number in self.children.items():
            Page.objects.filter(pk=self.sections[place].pk).update(numchild=number)


def _section(model: type[KnowledgePage], locale: Locale) -> Page:
    section: Any = apps.get_model(model.parent_page_types[0])(
        title=f"{MARK} {model._meta.verbose_name_plural}",
        slug=f"synthetic-{model.record_type}",
        summary=NOTICE,
        record_type=model.record_type,
        translation_key=KEYS[RecordType(model.record_type)],
        locale=locale,
    )
    home = Site.objects.get(is_default_site=True).root_page.get_translation(locale)
    home.add_child(instance=section)
    return section


def _insert(some: Iterable[tuple[KnowledgePage, dict[str, Any]]]) -> None:
    """Write pages with few statements: their plain rows, those of their types, their terms.

    Django refuses to create pages in bulk, because each stands in two tables.
    """
    pages = list(some)
    columns = [field.attname for field in Page._meta.local_concrete_fields]
    plain = Page.objects.bulk_create(
        Page(**{name: getattr(page, name) for name in columns}) for page, _facts in pages
    )
    by_type: dict[type[KnowledgePage], list[KnowledgePage]] = defaultdict(list)
    for row, (page, _facts) in zip(plain, pages, strict=True):
        page.pk = page.id = row.pk
        by_type[type(page)].append(page)
    for model, own in by_type.items():
        _insert_rows(model, own)
    for model in by_type:
        _relate(model, [(page, facts) for page, facts in pages if type(page) is model])


def _insert_rows(model: type[KnowledgePage], pages: list[KnowledgePage]) -> None:
    fields = model._meta.local_concrete_fields
    most = max(1, connection.ops.bulk_batch_size([field.name for field in fields], pages))
    for some in batches(pages, most):
        query = InsertQuery(model)
        query.insert_values(fields, [*some])
        query.get_compiler(connection=connection).execute_sql()


def _relate(model: type[KnowledgePage], pages: list[tuple[KnowledgePage, dict[str, Any]]]) -> None:
    own = {field.name: field for field in model._meta.many_to_many}
    for name in own.keys() & set(RELATIONS):
        field: Any = own[name]
        source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        through = field.remote_field.through
        through._default_manager.bulk_create(
            through(**{f"{source}_id": page.pk, f"{target}_id": term.pk})
            for page, facts in pages
            for term in facts[name]
        )

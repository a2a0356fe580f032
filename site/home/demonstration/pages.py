"""The records as pages: originals as drafts, then their relations, then their translations."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Locale, Page

from home.demonstration.errors import DemonstrationError
from home.demonstration.files import PLAIN_PAGES, Fields, Record
from home.demonstration.pictures import Pictures
from home.demonstration.states import leave_in_state
from home.demonstration.tree import Homes, Sections, publish
from home.demonstration.values import Lookup, Values, chooses_pages, field_of, is_page_relation

# The records appear to have been published one by one, the latest of them yesterday.
DAYS_BETWEEN = 2


class Pages:
    """Creates the pages of one load."""

    def __init__(self, homes: Homes, sections: Sections, pictures: Pictures) -> None:
        self._homes, self._sections, self._pictures = homes, sections, pictures
        self._locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self._lookup: Lookup = {}
        self._values = Values(self._lookup)

    def load(self, records: list[Record]) -> tuple[int, int]:
        """Create what is missing; the numbers of records and of translations created.

        Raises:
            DemonstrationError: a file says what the models do not know.
        """
        published = _first_published(records)
        drafts = [record for record in records if self._draft(record, published[record.name])]
        for record in drafts:
            self._relate(record)
        translated = sum(self._translate(record) for record in records)
        for record in drafts:
            self._revise(record)
        return len(drafts), translated

    def _draft(self, record: Record, published: datetime) -> bool:
        """Create the original without its relations, unless it is there; whether it was not."""
        model = apps.get_model(record.model)
        locale = self._locales[record.language]
        found = model._default_manager.filter(translation_key=record.key, locale=locale).first()
        page = found or model(
            slug=record.slug,
            locale=locale,
            translation_key=record.key,
            live=False,
            first_published_at=published,
        )
        self._lookup[model._meta.label, record.slug] = page
        if found:
            return False
        self._assign(page, record, record.fields, lambda field: not _follows(field))
        self._pictures.hang(page, record, record.language)
        self._parent(record, record.language).add_child(instance=page)
        return True

    def _relate(self, record: Record) -> None:
        page = self._lookup[apps.get_model(record.model)._meta.label, record.slug]
        self._assign(page, record, record.fields, _follows)
        publish(page)

    def _translate(self, record: Record) -> int:
        original = self._lookup[apps.get_model(record.model)._meta.label, record.slug]
        created = 0
        for language, translation in record.translations.items():
            locale = self._locales[language]
            if original.get_translation_or_none(locale):
                continue
            page = original.copy_for_translation(locale)
            page.first_published_at = original.first_published_at
            self._assign(page, record, translation.fields, _is_own)
            self._pictures.hang(page, record, language)
            leave_in_state(page, translation)
            created += 1
        return created

    def _revise(self, record: Record) -> None:
        if record.revised:
            page = self._lookup[apps.get_model(record.model)._meta.label, record.slug]
            self._assign(page, record, record.revised, _is_own)
            publish(page)

    def _assign(
        self, page: Page, record: Record, fields: Fields, wanted: Callable[[Any], bool]
    ) -> None:
        for name, raw in fields.items():
            try:
                field = field_of(record, name)
                if wanted(field):
                    setattr(page, name, self._values.of(field, raw, record.key))
            except (DemonstrationError, ValidationError) as error:
                place = f"{record.name} ({page.locale.language_code})"
                raise DemonstrationError(f"{place}: {name}: {error}") from error

    def _parent(self, record: Record, language: str) -> Page:
        if record.section == PLAIN_PAGES:
            return self._homes[language]
        return self._sections[record.section, language]


def _is_own(field: Any) -> bool:
    """Whether a field is told for each language: what points at pages alone is the record's."""
    return not is_page_relation(field)


def _follows(field: Any) -> bool:
    """Whether a field can be filled only when the other pages are there."""
    return is_page_relation(field) or chooses_pages(field)


def _first_published(records: list[Record]) -> dict[str, datetime]:
    """When each record appeared, by name: what happened earlier was published earlier."""
    order = sorted(records, key=lambda record: (record.fields.get("period", ""), record.name))
    latest = timezone.now() - timedelta(days=1)
    last = len(order) - 1
    return {
        record.name: latest - timedelta(days=DAYS_BETWEEN * (last - position))
        for position, record in enumerate(order)
    }

"""Full records with a finished translation, for tests of what happens to the two."""

from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from core.models import KnowledgePage
from tests.factories.full import full_record
from tests.factories.pages import section
from translations.enums import Release
from translations.models import RecordTranslation
from translations.words import map_words, raw_stream, word_fields


def in_turkish(text: str) -> str:
    """What the translator of the tests makes of a text."""
    return f"<p>Çeviri: {text[3:]}" if text.startswith("<p>") else f"Çeviri: {text}"[:30]


def published(model: type[KnowledgePage]) -> Any:
    """A full record, published by way of a revision."""
    page, _entered = full_record(model)
    page.save_revision().publish()
    return fresh(page)


def field_of(page: KnowledgePage | type[KnowledgePage], name: str) -> Any:
    """A field of a record by its name."""
    return page._meta.get_field(name)


def fresh(page: Page) -> Any:
    """The page as it is in the database, the site's visitors see it."""
    return type(page)._default_manager.get(pk=page.pk)


def draft(page: Page) -> Any:
    """The page as its editors see it."""
    return fresh(page).get_latest_revision_as_object()


def begun(original: KnowledgePage, language: str = "tr") -> Any:
    """A translation as it is begun, with a section to stand in."""
    parent = original.get_parent()
    locale = Locale.objects.get(language_code=language)
    if not parent.has_translation(locale):
        place = section(original.record_type, language)
        Page.objects.filter(pk=place.pk).update(translation_key=parent.translation_key)
    return fresh(fresh(original).copy_for_translation(locale))


def translated(original: KnowledgePage, language: str = "tr") -> Any:
    """A published translation, each of its words translated."""
    page = draft(begun(original, language))
    model: type[KnowledgePage] = type(page)
    for field in word_fields(model):
        if isinstance(field, StreamField):
            raw = map_words(
                field.stream_block,
                raw_stream(page, field),
                field.name,
                lambda word: in_turkish(word.text),
            )
            setattr(page, field.name, field.to_python(raw))
        elif text := field.value_from_object(page):
            setattr(page, field.name, in_turkish(text))
    page.save_revision(clean=False).publish()
    return fresh(page)


def publish(page: Page, **values: Any) -> Any:
    """Change the latest draft of a page and publish it."""
    changed = draft(page)
    for name, value in values.items():
        setattr(changed, name, value)
    changed.save_revision(clean=False).publish()
    return fresh(page)


def row(page: Page) -> RecordTranslation:
    """What is known of a translation beside its page."""
    found: RecordTranslation = RecordTranslation.objects.get(page=page)
    return found


def together(page: Page) -> None:
    """Let a translation wait for its original."""
    RecordTranslation.objects.filter(page=page).update(release=Release.WITH_ORIGINAL)

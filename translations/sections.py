"""Where a record of a type is put in a language."""

from django.conf import settings
from django.db.models import F
from wagtail.models import Locale, Page

from core.models import KnowledgePage
from translations.creating import place
from translations.states import lock


def section_for(model: type[KnowledgePage], language: str) -> Page | None:
    """The section for a type of record, made where there is one in another language only.

    One that shows another language's in its place, an alias, will do where there is no other. It
    is locked: two pages that are put below it at the same time would be given one place. None
    where there is none in any language.
    """
    found = _section_in(model, language) or _made_for(model, language)
    if found is not None:
        lock(found.translation_key)
    return found


def _made_for(model: type[KnowledgePage], language: str) -> Page | None:
    for other, _name in settings.LANGUAGES:
        original = _section_in(model, other)
        if original and not original.alias_of_id:
            place(original, Locale.objects.get(language_code=language))
            return _section_in(model, language)
    return None


def _section_in(model: type[KnowledgePage], language: str) -> Page | None:
    for parent in model.allowed_parent_page_models():
        sections = parent._default_manager.filter(
            record_type=model.record_type, locale__language_code=language
        )
        if found := sections.order_by(F("alias_of").asc(nulls_first=True), "path").first():
            section: Page = found
            return section
    return None

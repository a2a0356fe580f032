"""Where the page of a submission stands."""

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from core.enums import RecordType
from practices.models import PracticePage
from practices.submissions.states import NotNow
from translations.creating import place
from translations.states import lock


class NoPlace(NotNow):
    """The union's site lacks what a submission needs; its draft stays as it is."""


def section_for(language: str) -> Page:
    """The section for practices in a language, made where there is one in another language only.

    It is locked: two pages that are put below it at the same time would be given one place.

    Raises:
        NoPlace: there is none in any language.
    """
    found = _section_in(language) or _made_for(language)
    if found is None:
        raise NoPlace(
            _(
                "The union’s site has no section for practices yet. Your draft is kept; please"
                " tell the union."
            )
        )
    lock(found.translation_key)
    return found


def _made_for(language: str) -> Page | None:
    for other, _name in settings.LANGUAGES:
        if original := _section_in(other):
            place(original, Locale.objects.get(language_code=language))
            return _section_in(language)
    return None


def _section_in(language: str) -> Page | None:
    for model in PracticePage.allowed_parent_page_models():
        sections = model._default_manager.filter(
            record_type=RecordType.PRACTICE, locale__language_code=language, alias_of=None
        )
        if found := sections.order_by("path").first():
            section: Page = found
            return section
    return None

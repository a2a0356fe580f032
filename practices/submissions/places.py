"""Where the page of a submission stands."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from practices.models import PracticePage
from practices.submissions.states import NotNow
from translations import sections


class NoPlace(NotNow):
    """The union's site lacks what a submission needs; its draft stays as it is."""


def section_for(language: str) -> Page:
    """The section for practices in a language, locked; made where there is one in another.

    Raises:
        NoPlace: there is none in any language.
    """
    found = sections.section_for(PracticePage, language)
    if found is None:
        raise NoPlace(
            _(
                "The union’s site has no section for practices yet. Your draft is kept; please"
                " tell the union."
            )
        )
    return found

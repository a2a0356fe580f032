"""A submission as the finished page, before it is one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from core.enums import RecordType
from core.i18n import direction
from members.decorators import MemberRequest
from practices.answers import to_page
from practices.desk.doors import of_own_city
from practices.models import PracticePage, Submission


@of_own_city
@require_safe
def preview(request: MemberRequest, submission: Submission) -> HttpResponse:
    """The page in the language of the record, marked as a preview in the reader's own."""
    language = get_language() or "en"
    marked: dict[str, Any] = {
        "reader_language": language,
        "reader_direction": direction(language),
        "mark": _("Preview: only your municipality sees this page."),
        "back": _("Back to the form"),
        "back_address": reverse("submissions:tasks", args=[submission.pk]),
    }
    page = finished(submission)
    # No search engine's business, and no address of its own.
    request.is_preview = True  # type: ignore[attr-defined] # as Wagtail's own previews say it
    with translation.override(submission.language):
        context = {**page.get_context(request), **marked}
        return render(request, "desk/submissions/preview.html", context)


def finished(submission: Submission) -> PracticePage:
    """The page that its answers make, not saved."""
    if submission.page:
        page: PracticePage = submission.page.get_latest_revision_as_object()
    else:
        page = _new(submission.language)
    return to_page(submission.answers, page, organisation=submission.organisation)


def _new(language: str) -> PracticePage:
    """A page that stands in its place in the tree, but is not saved."""
    locale = Locale.objects.get(language_code=language)
    page = PracticePage(locale=locale, source_language=language, live=False)
    parent = _parent(locale)
    page.depth = parent.depth + 1
    # The last place of all, where no other page stands that would be taken for it.
    page.path = Page._get_path(parent.path, page.depth, len(Page.alphabet) ** Page.steplen - 1)
    return page


def _parent(locale: Locale) -> Page:
    """The section it will stand in or, where the language has none yet, the home page."""
    for model in PracticePage.allowed_parent_page_models():
        sections = model._default_manager.filter(record_type=RecordType.PRACTICE, locale=locale)
        if found := sections.order_by("path").first():
            section: Page = found
            return section
    home: Page = Page.objects.filter(depth=2, locale=locale).order_by("path").first()
    return home

"""Beginning translations: of one record, or of a page with everything below it."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Locale, Page

from core.models import KnowledgePage
from translations.creating import create, place
from translations.enums import State
from translations.forms import LanguagesForm
from translations.jobs import start_tree
from translations.models import RecordTranslation
from translations.rights import may_change, may_read, may_translate, nearest
from translations.states import pages_of
from translations.views.base import AdminPage


class SubmitView(AdminPage):
    """Which languages to begin with; a record in the request, many records in a job."""

    template_name = "translations/admin/submit.html"

    @cached_property
    def page(self) -> Page:
        """The original of a record, or what stands above records."""
        page = get_object_or_404(Page, pk=self.kwargs["page_id"], depth__gt=1)
        model: Any = page.specific_class
        if model and issubclass(model, KnowledgePage):
            return _original(model, page)
        found: Page = page.specific
        return found

    def get_page_title(self) -> str:
        """What is asked, of which page."""
        return _("Translate “%(title)s”") % {"title": self.page.title}

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """The form."""
        return self._show(LanguagesForm(languages=self._to_begin()))

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Begin."""
        form = LanguagesForm(request.POST, languages=self._to_begin())
        if not form.is_valid():
            return self._show(form)
        languages = form.cleaned_data["languages"]
        if isinstance(self.page, KnowledgePage):
            created = [create(self.page, code, actor=request.user) for code in languages]
            messages.success(request, _("The translation can be written now."))
            return redirect("wagtailadmin_pages:edit", created[0].pk)
        with transaction.atomic():
            for locale in Locale.objects.filter(language_code__in=languages):
                place(self.page, locale)
            job = start_tree(self.page, languages, actor=request.user)
        return redirect("translations:job", job.pk)

    def _show(self, form: LanguagesForm) -> HttpResponse:
        return self.show(
            form=form, page=self.page, translations=self._translations, counts=self._counts
        )

    @cached_property
    def _languages(self) -> list[str]:
        """The languages that the user may translate the page into.

        Raises:
            PermissionDenied: there is none, or she may not read the page.
        """
        page: Any = self.page
        if not may_read(self.request.user, page):
            raise PermissionDenied
        may = may_translate if isinstance(page, KnowledgePage) else _may_place
        locales = Locale.objects.exclude(pk=page.locale_id).values_list("language_code", flat=True)
        languages = [code for code in locales if may(self.request.user, page, code)]
        if not languages:
            raise PermissionDenied
        return languages

    @cached_property
    def _translations(self) -> list[Page]:
        """The translations there are, in those languages."""
        pages = self.page.get_translations().filter(alias_of=None).select_related("locale")
        return list(pages.filter(locale__language_code__in=self._languages))

    @cached_property
    def _counts(self) -> list[tuple[str, int]]:
        """How many records below the page there are to begin, by language."""
        if isinstance(self.page, KnowledgePage):
            return []
        rows = RecordTranslation.objects.filter(
            record__in=self.reach.records(),
            record__page__path__startswith=self.page.path,
            state=State.MISSING,
            language__in=self._languages,
        )
        counted = dict(rows.order_by().values_list("language").annotate(Count("pk")))
        return [(code, counted.get(code, 0)) for code in self._languages]

    def _to_begin(self) -> Collection[str]:
        there = {page.locale.language_code for page in self._translations}
        if isinstance(self.page, KnowledgePage):
            return [code for code in self._languages if code not in there]
        missing = dict(self._counts)
        return [code for code in self._languages if missing[code] or code not in there]


submit = SubmitView.as_view()


def _original(model: type[KnowledgePage], page: Page) -> KnowledgePage:
    pages = pages_of(model, page.translation_key)
    if not pages or not pages[0].is_original:
        raise Http404
    original: KnowledgePage = pages[0]
    return original


def _may_place(user: Any, page: Page, language: str) -> bool:
    """Whether a user changes pages where the page's translation is, or is going to be."""
    locale = Locale.objects.get(language_code=language)
    return may_change(user, nearest(page.get_ancestors(inclusive=True), locale))

"""Pages of the admin around translations."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Locale, Page

from core.models import KnowledgePage
from translations.creating import create
from translations.forms import LanguagesForm
from translations.rights import may_read, may_translate


def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Begin the translation of a record into one or more languages."""
    original = _original(get_object_or_404(Page, pk=page_id))
    if not may_read(request.user, original):
        raise PermissionDenied
    languages = [code for code in _languages() if may_translate(request.user, original, code)]
    if not languages:
        raise PermissionDenied
    pages = {page.locale.language_code: page for page in _translations(original)}
    form = LanguagesForm(
        request.POST or None, languages=[code for code in languages if code not in pages]
    )
    if request.method == "POST" and form.is_valid():
        created = [
            create(original, language, actor=request.user)
            for language in form.cleaned_data["languages"]
        ]
        messages.success(request, _("The translation can be written now."))
        return redirect("wagtailadmin_pages:edit", created[0].pk)
    there = [page for code, page in pages.items() if code in languages]
    context = {"original": original, "form": form, "translations": there}
    return TemplateResponse(request, "translations/admin/submit.html", context)


def _original(page: Page) -> KnowledgePage:
    model: Any = page.specific_class
    if not (model and issubclass(model, KnowledgePage)):
        raise Http404
    pages = model._default_manager.filter(translation_key=page.translation_key, alias_of=None)
    for found in pages.select_related("locale"):
        if found.is_original:
            original: KnowledgePage = found
            return original
    raise Http404


def _translations(original: KnowledgePage) -> Any:
    return original.get_translations().filter(alias_of=None).select_related("locale")


def _languages() -> list[str]:
    return list(Locale.objects.values_list("language_code", flat=True))

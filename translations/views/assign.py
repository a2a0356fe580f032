"""Who translates what, by when, and when it is published."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from core.templatetags.core_tags import number
from translations.assigning import assign, set_release
from translations.enums import Release
from translations.forms import AssignForm, ReleaseForm
from translations.models import RecordTranslation
from translations.views.base import AdminPage, chosen


class AssignView(AdminPage):
    """The form for many translations, and where that of one is sent to."""

    page_title = gettext_lazy("Assign translations")
    template_name = "translations/admin/assign.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask, or assign what was asked for."""
        translations = chosen(request.POST, request.user, self.reach)
        if not translations:
            raise PermissionDenied
        asked = "confirmed" in request.POST
        form = AssignForm(request.POST if asked else None, languages=_languages(translations))
        if not (asked and form.is_valid()):
            return self.show(translations=translations, form=form)
        self._assign(translations, form.cleaned_data)
        return self.back()

    def _assign(self, translations: list[RecordTranslation], data: dict[str, Any]) -> None:
        count = assign(
            translations, translator=data["translator"], due=data["due"], actor=self.request.user
        )
        if count:
            text = _("Translations assigned: %(count)s.")
            messages.success(self.request, text % {"count": number(count)})
        if others := len(translations) - count:
            text = _("In languages that the translator may not write: %(count)s.")
            messages.warning(self.request, text % {"count": number(others)})


class ReleaseView(AdminPage):
    """When one translation is published that is approved."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Note it."""
        translations = chosen(request.POST, request.user, self.reach)
        form = ReleaseForm(request.POST)
        if len(translations) != 1:
            raise PermissionDenied
        if form.is_valid():
            set_release(translations[0], Release(form.cleaned_data["release"]), actor=request.user)
            messages.success(request, _("Saved."))
        return self.back()


def _languages(translations: list[RecordTranslation]) -> set[str]:
    return {translation.language for translation in translations}

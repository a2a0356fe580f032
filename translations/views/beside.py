"""The original and a translation side by side, as readers will see them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.models import KnowledgePage
from translations.models import Record
from translations.updating import original_of
from translations.views.base import AdminPage


def translation_of(request: HttpRequest, page_id: int) -> KnowledgePage:
    """A translation that the user may edit or publish.

    Raises:
        PermissionDenied: she may not.
    """
    page = get_object_or_404(Page, pk=page_id, alias_of=None).specific
    if not isinstance(page, KnowledgePage) or page.is_original:
        raise Http404
    rights = page.permissions_for_user(request.user)
    if not (rights.can_edit() or rights.can_publish()):
        raise PermissionDenied
    return page


class BesideView(AdminPage):
    """Two frames."""

    page_title = _("Side by side")
    template_name = "translations/admin/beside.html"

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """The frames' page."""
        page = translation_of(request, page_id)
        record = get_object_or_404(
            Record.objects.select_related("page__locale"), key=page.record_key
        )
        return self.show(page=page, record=record, original=record.page)


class OriginalView(AdminPage):
    """The frame of the original."""

    def get(self, request: HttpRequest, page_id: int) -> Any:
        """The original as its translations have to follow it: no draft of what is published."""
        page = translation_of(request, page_id)
        record = get_object_or_404(
            Record.objects.select_related("page", "revision"), key=page.record_key
        )
        original: Any = original_of(record)
        return original.make_preview_request(request, original.default_preview_mode)

"""What the pages of the admin around translations have in common."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from translations.filters import BoardFilter
from translations.models import RecordTranslation
from translations.reach import Reach


class ReachMixin(View):
    """For those who have something to do with some page."""

    request: Any

    @cached_property
    def reach(self) -> Reach:
        """What the user may see and write."""
        return Reach(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Nothing here is for those without any right on a page."""
        if self.reach.is_empty:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AdminPage(ReachMixin, WagtailAdminTemplateMixin, View):
    """A page below the board."""

    request: HttpRequest
    header_icon = "globe"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the board."""
        board = {"url": reverse("translations:board"), "label": _("Translations")}
        return [*self.breadcrumbs_items, board, {"url": "", "label": self.get_page_title()}]

    def show(self, **context: Any) -> HttpResponse:
        """The page with what its template needs."""
        shown: HttpResponse = self.render_to_response(self.get_context_data(**context))
        return shown

    def back(self, otherwise: str = "") -> HttpResponse:
        """To where the user came from."""
        fallback = otherwise or reverse("translations:board")
        return redirect(get_valid_next_url_from_request(self.request) or fallback)


def chosen(data: QueryDict, user: Any, reach: Reach) -> list[RecordTranslation]:
    """The translations that are ticked, or all that fit the filter; as far as they are hers."""
    readable = reach.records()
    if data.get("scope") == "all":
        found = BoardFilter(QueryDict(data.get("filter", "")), user=user).translations(readable)
    else:
        numbers = [number for number in data.getlist("cells") if number.isdecimal()][:10_000]
        keys = [int(number) for number in numbers if len(number) < 19]
        found = RecordTranslation.objects.filter(pk__in=keys, record__in=readable)
    found = found.select_related("page", "record__page").order_by("record__page__title", "pk")
    return [translation for translation in found if reach.writes(translation)]


def targets_of(translations: Iterable[RecordTranslation]) -> list[tuple[UUID, str]]:
    """The translations as jobs and files name them."""
    return [(translation.record_id, translation.language) for translation in translations]

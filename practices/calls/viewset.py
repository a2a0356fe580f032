"""The calls in the admin, among the records."""

from typing import Any

from django.db.models import Count, ProtectedError, Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from core.admin import RECORDS_MENU_HOOK
from core.templatetags.core_tags import date_text, number
from practices.calls.enums import CallState
from practices.calls.forms import CallForm
from practices.models import Call
from taxonomy.panels import TermsPanel


def _opens(call: Call) -> str:
    return date_text(call.opens)


def _closes(call: Call) -> str:
    return date_text(call.closes)


def _answers(call: Any) -> str:
    return number(call.answers)


def _public_title(call: Call) -> str:
    """In the editor's language; none while readers do not see it."""
    return "" if call.state == CallState.DRAFT else str(call)


def _public_address(call: Call) -> str:
    return call.get_absolute_url() if _public_title(call) else ""


class CallIndexView(IndexView):
    """Every call, with how many have answered it."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """With what the columns show; what is not sent yet is its author's alone."""
        sent = Q(submissions__submitted_at__isnull=False)
        calls = super().get_base_queryset().prefetch_related("texts")
        counted: QuerySet[Any] = calls.annotate(answers=Count("submissions", filter=sent))
        return counted


class CallDeleteView(DeleteView):
    """Deletes what nobody has begun to answer."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.object.submissions.exists():
            return self._refuse()
        response: HttpResponseBase = super().get(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = super().form_valid(form)
        except ProtectedError:
            return self._refuse()
        return response

    def _refuse(self) -> HttpResponseBase:
        text = _(
            "This call is being answered, so it stays. To end it, change its closing date;"
            " without an opening date it is not public."
        )
        messages.error(self.request, text)
        return redirect(self.edit_url_name, self.object.pk)


class CallViewSet(ModelViewSet):
    """Calls for practices."""

    model = Call
    name = "practice_calls"
    icon = "mail"
    menu_label = gettext_lazy("Calls for practices")
    menu_hook = RECORDS_MENU_HOOK
    menu_order = 15
    add_to_admin_menu = True
    # A copy would carry the address of its original.
    copy_view_enabled = False
    index_view_class = CallIndexView
    delete_view_class = CallDeleteView
    list_display = [
        TitleColumn(
            "title", label=gettext_lazy("Title"), accessor=str, url_name="practice_calls:edit"
        ),
        Column("state", label=gettext_lazy("State"), accessor=lambda call: call.state.label),
        Column("opens", label=gettext_lazy("Opening date"), accessor=_opens, sort_key="opens"),
        Column("closes", label=gettext_lazy("Closing date"), accessor=_closes, sort_key="closes"),
        Column("answers", label=gettext_lazy("Answers"), accessor=_answers, sort_key="answers"),
        TitleColumn(
            "slug",
            label=gettext_lazy("Public page"),
            accessor=_public_title,
            get_url=_public_address,
        ),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("language"),
            InlinePanel(
                "texts",
                heading=gettext_lazy("Texts"),
                label=gettext_lazy("Text"),
                min_num=1,
                panels=[
                    FieldPanel("language"),
                    FieldPanel("title"),
                    FieldPanel("text"),
                    FieldPanel("criteria"),
                ],
            ),
            TermsPanel("themes"),
            FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        ],
        base_form_class=CallForm,
    )

"""The outbox in the admin: what waits, what was sent, and what was given up."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters import CharFilter, ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from core.i18n import format_number
from mail.enums import State
from mail.models import OutboxMessage
from mail.tasks import plan


def may(user: Any, right: str) -> bool:
    """Whether a user has a right on the outbox; by default only administrators have any."""
    return bool(policy_registry.get_by_type(OutboxMessage).user_has_permission(user, right))


class OutboxFilterSet(WagtailFilterSet):
    """What administrators narrow mails down by."""

    state = ChoiceFilter(label=_("State"), choices=State.choices)
    recipient = CharFilter(label=_("Recipient"), lookup_expr="icontains")
    subject = CharFilter(label=_("Subject"), lookup_expr="icontains")

    class Meta:
        model = OutboxMessage
        fields = ["state", "recipient", "subject"]


class AnswerColumn(Column):
    """What the mail server said, and the button to try again."""

    cell_template_name = "mail/admin/answer.html"

    def get_cell_context_data(self, instance: OutboxMessage, parent_context: Any) -> dict[str, Any]:
        """With what the form needs, for those who may use it."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = context["request"]
        offered = instance.state == State.DEAD and may(request.user, "change")
        return {**context, "offered": offered, "csrf_token": get_token(request)}


class OutboxView(ReportView):
    """Every mail there is, the latest first."""

    model = OutboxMessage
    permission_required = "view"
    page_title = _("Mail")
    header_icon = "mail"
    template_name = "mail/admin/outbox.html"
    filterset_class = OutboxFilterSet
    index_url_name = "mail_outbox"
    index_results_url_name = "mail_outbox_results"
    default_ordering = "-created_at"
    columns = [
        DateColumn("created_at", label=_("Written"), sort_key="created_at"),
        Column("recipient", label=_("Recipient"), sort_key="recipient"),
        Column("subject", label=_("Subject")),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("due", label=_("Next attempt"), accessor="next_attempt"),
        AnswerColumn("last_error", label=_("Last answer")),
    ]

    def get_base_queryset(self) -> QuerySet[OutboxMessage]:
        """Without what the mails say: that is their recipients'."""
        return OutboxMessage.objects.defer("mime")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With how many were given up, for the button that tries all of them again."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        dead = OutboxMessage.objects.filter(state=State.DEAD).count()
        return {**context, "dead": dead if may(self.request.user, "change") else 0}


@require_POST
def send_again(request: HttpRequest) -> HttpResponse:
    """Take up the mail named by `mail`, or `all` that were given up."""
    if not may(request.user, "change"):
        raise PermissionDenied
    chosen = OutboxMessage.objects.filter(state=State.DEAD)
    if "all" not in request.POST:
        number = request.POST.get("mail", "")
        is_one = number.isascii() and number.isdigit() and len(number) < 19
        chosen = chosen.filter(pk=number) if is_one else chosen.none()
    count = _take_up(chosen, request.user)
    number = format_number(count, get_language() or "en")
    text = ngettext(
        "%(number)s mail will be sent again.", "%(number)s mails will be sent again.", count
    )
    messages.success(request, text % {"number": number})
    return redirect("mail_outbox")


@transaction.atomic
def _take_up(chosen: QuerySet[OutboxMessage], actor: Any) -> int:
    again = list(chosen.select_for_update().defer("mime"))
    for message in again:
        log(message, "mail.send_again", user=actor)
        message.state, message.attempts, message.due = State.QUEUED, 0, timezone.now()
        message.finished_at = None
    OutboxMessage.objects.bulk_update(again, ["state", "attempts", "due", "finished_at"])
    transaction.on_commit(plan, robust=True)
    return len(again)


class DeadMailPanel(Component):
    """On the dashboard: how many mails were given up."""

    name = "dead_mail"
    template_name = "mail/admin/dead_panel.html"
    order = 50

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The number, and where they are listed."""
        address = f"{reverse('mail_outbox')}?state={State.DEAD.value}"
        return {"count": self.count, "address": address}

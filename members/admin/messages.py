"""The union's side of the conversation with municipalities: the list, and what waits."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import DateColumn, TitleColumn
from wagtail.permission_policies import ModelPermissionPolicy

from members.admin.lists import MunicipalityFilterSet, PeopleView, municipality_column
from members.models import Membership, Thread

WAITING, ANSWERED = "waiting", "answered"
AGES = (("1", _("over a day")), ("7", _("over a week")), ("30", _("over a month")))


def _subject(thread: Thread) -> str:
    """In its own direction."""
    return format_html("<bdi>{}</bdi>", thread.subject)


class ThreadFilterSet(MunicipalityFilterSet):
    """Besides by whether the union has answered, and how long it has not."""

    state = ChoiceFilter(
        label=_("State"),
        choices=((WAITING, _("Not answered")), (ANSWERED, _("Answered"))),
        method="by_state",
    )
    age = ChoiceFilter(label=_("Not answered for"), choices=AGES, method="by_age")

    class Meta:
        model = Thread
        fields = ["organisation"]

    def by_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that wait, or those that do not."""
        return rows.filter(waiting_since__isnull=value == ANSWERED)

    def by_age(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that wait for longer than so many days."""
        return rows.filter(waiting_since__lt=timezone.now() - timedelta(days=int(value)))


class ThreadsView(PeopleView):
    """Every conversation; first those that wait, the longest first."""

    model = Thread
    # Who looks after the members, and nobody else.
    permission_policy = ModelPermissionPolicy(Membership)
    permission_required = "change"
    template_name = "members/admin/threads.html"
    page_title = _("Messages")
    header_icon = "comment"
    filterset_class = ThreadFilterSet
    index_url_name = "members_messages"
    index_results_url_name = "members_messages_results"
    joined = ("organisation",)
    columns = [
        TitleColumn("subject", label=_("Subject"), accessor=_subject, url_name="members_thread"),
        municipality_column(_("Municipality")),
        DateColumn("waiting_since", label=_("Not answered since")),
        DateColumn("last_at", label=_("Latest message")),
    ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """In this order."""
        found: QuerySet[Any] = super().get_base_queryset()
        return found.order_by(F("waiting_since").asc(nulls_last=True), "-last_at", "pk")


class WaitingMessages(Component):
    """How many conversations wait for the union, and the oldest of them."""

    order = 106
    template_name = "members/admin/messages_panel.html"

    def __init__(self) -> None:
        waiting = Thread.objects.filter(waiting_since__isnull=False)
        self.number = waiting.count()
        self.oldest = waiting.select_related("organisation").order_by("waiting_since").first()

    def get_context_data(self, parent_context: Any) -> Mapping[str, Any]:
        """For its template."""
        return {
            "heading": _("Messages of municipalities"),
            "number": self.number,
            "oldest": self.oldest,
        }

"""The union's lists: representatives, invitations, requests to join."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import Case, Model, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.reports.base import ReportView

from members.enums import JoinState
from members.letters import name_of
from members.models import Invitation, JoinRequest, Membership


class MunicipalityFilterSet(WagtailFilterSet):
    """By a part of the municipality's name."""

    organisation = CharFilter(
        label=_("Municipality"), field_name="organisation__name", lookup_expr="icontains"
    )


class MembershipFilterSet(MunicipalityFilterSet):
    class Meta:
        model = Membership
        fields = ["organisation", "lead"]


class InvitationFilterSet(MunicipalityFilterSet):
    class Meta:
        model = Invitation
        fields = ["organisation"]


class JoinFilterSet(WagtailFilterSet):
    state = ChoiceFilter(label=_("State"), choices=JoinState.choices)

    class Meta:
        model = JoinRequest
        fields = ["state"]


class PeopleView(ReportView):
    """A list for those who may see the model."""

    model: ClassVar[type[Model]]
    permission_required = "view"
    template_name = "members/admin/list.html"
    joined: ClassVar[tuple[str, ...]] = ()

    def get_base_queryset(self) -> QuerySet[Any]:
        """With what the columns show."""
        return self.model._default_manager.select_related(*self.joined)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the way to invite somebody, for those who may."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "may_invite": self.request.user.has_perm("members.change_membership")}


def municipality_column(heading: Any) -> TitleColumn:
    """The municipality, leading to its people."""
    return TitleColumn("organisation", label=heading, get_url=_people_of)


def _people_of(row: Any) -> str:
    return reverse("members_municipality", args=[row.organisation_id])


def _named(field: str) -> Callable[[Any], str]:
    return lambda row: name_of(getattr(row, field))


class MembersView(PeopleView):
    """Everybody who represents a municipality at present."""

    model = Membership
    page_title = _("Representatives")
    header_icon = "group"
    filterset_class = MembershipFilterSet
    index_url_name = "members_people"
    index_results_url_name = "members_people_results"
    joined = ("organisation", "user")
    columns = [
        municipality_column(_("Municipality")),
        Column("name", label=_("Name"), accessor=_named("user")),
        Column("email", label=_("E-mail address"), accessor="user.email"),
        BooleanColumn("lead", label=_("Lead representative")),
        DateColumn("since", label=_("Since")),
    ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """Without those of the past, whom the municipality's own page shows."""
        found: QuerySet[Any] = super().get_base_queryset().filter(ended_at=None)
        return found


class InvitationsView(PeopleView):
    """Every invitation, the latest first."""

    model = Invitation
    page_title = _("Invitations")
    header_icon = "mail"
    filterset_class = InvitationFilterSet
    index_url_name = "members_invitations"
    index_results_url_name = "members_invitations_results"
    joined = ("organisation", "invited_by")
    columns = [
        municipality_column(_("Municipality")),
        Column("address", label=_("E-mail address")),
        BooleanColumn("lead", label=_("Lead representative")),
        Column("invited_by", label=_("Invited by"), accessor=_named("invited_by")),
        DateColumn("created_at", label=_("Sent")),
        Column("state", label=_("State"), accessor="state.label"),
    ]


class JoinRequestsView(PeopleView):
    """Every city that asked to join, those that wait first."""

    model = JoinRequest
    page_title = _("Requests to join")
    header_icon = "user"
    filterset_class = JoinFilterSet
    index_url_name = "members_join_requests"
    index_results_url_name = "members_join_requests_results"
    columns = [
        TitleColumn("municipality", label=_("Municipality"), url_name="members_join_request"),
        Column("city", label=_("City")),
        Column("person", label=_("Asked by")),
        DateColumn("created_at", label=_("Asked")),
        Column("state", label=_("State"), accessor="get_state_display"),
    ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """In this order."""
        waits = Case(When(state=JoinState.OPEN, then=0), default=1)
        return JoinRequest.objects.order_by(waits, "-created_at")

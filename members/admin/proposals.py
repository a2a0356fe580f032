"""Changes of profiles in the admin: what waits, and what is made of it."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.permission_policies import ModelPermissionPolicy

from members.admin.lists import MunicipalityFilterSet, PeopleView
from members.admin.pages import UnionPage
from members.enums import ProposalState
from members.letters import name_of
from members.models import Membership, MunicipalityPage, ProfileProposal
from members.people import RefusedError
from members.profile import reviewing
from members.profile.comparing import Change, changes
from members.profile.drafts import profile_of
from members.profile.values import changed, read

# What its writers have not sent is theirs alone.
SENT = [state for state in ProposalState.choices if state[0] != ProposalState.DRAFT]


class ProposalFilterSet(MunicipalityFilterSet):
    state = ChoiceFilter(label=gettext_lazy("State"), choices=SENT)

    class Meta:
        model = ProfileProposal
        fields = ["organisation", "state"]


class ProposalsView(PeopleView):
    """Every change that was sent, those that wait first, the longest waiting before the others."""

    model = ProfileProposal
    # Who looks after the members decides what is made of their profiles.
    rights_model = Membership
    permission_policy = ModelPermissionPolicy(rights_model)
    page_title = gettext_lazy("Changes of profiles")
    header_icon = "edit"
    filterset_class = ProposalFilterSet
    template_name = "wagtailadmin/reports/base_report.html"
    index_url_name = "members_proposals"
    index_results_url_name = "members_proposals_results"
    joined = ("organisation", "proposed_by")
    columns = [
        TitleColumn(
            "organisation", label=gettext_lazy("Municipality"), url_name="members_proposal"
        ),
        Column(
            "proposed_by",
            label=gettext_lazy("Sent by"),
            accessor=lambda row: name_of(row.proposed_by),
        ),
        DateColumn("proposed_at", label=gettext_lazy("Sent")),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
    ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """In this order; without what was never sent, or was taken back."""
        waits = Case(When(state=ProposalState.PROPOSED, then=0), default=1)
        sent = super().get_base_queryset().exclude(proposed_at=None)
        found: QuerySet[Any] = sent.exclude(state=ProposalState.DRAFT)
        return found.order_by(waits, "decided_at", "proposed_at")


class DecisionForm(forms.Form):
    """Which fields are taken, and why the others are not."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "The municipality reads it. It is needed to decline, and to leave a field out."
        ),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ProposalView(UnionPage):
    """A profile as it is beside what is proposed, field by field, and the decision."""

    header_icon = "edit"
    list_name = "members_proposals"
    list_label = gettext_lazy("Changes of profiles")
    template_name = "members/admin/proposal.html"
    proposal: ProfileProposal
    FIELD: ClassVar = "field"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Which; what was taken back meanwhile is its writers' again."""
        if not request.user.has_perm(self.right):
            refused: HttpResponseBase = super().dispatch(request, *args, **kwargs)
            return refused
        people = ("organisation", "proposed_by", "decided_by")
        sent = ProfileProposal.objects.select_related(*people).exclude(proposed_at=None)
        self.proposal = get_object_or_404(sent, pk=kwargs["pk"])
        if self.proposal.state == ProposalState.DRAFT:
            messages.warning(request, _("The municipality has taken this back meanwhile."))
            return redirect("members_proposals")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_page_title(self) -> str:
        """Whose profile."""
        return self.proposal.organisation.name

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Both sides, everything ticked."""
        return self._sides()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Accept what is ticked, or decline; what is refused comes back as it was filled in."""
        form = DecisionForm(request.POST)
        names = request.POST.getlist(self.FIELD)
        if not form.is_valid():
            said = [str(text) for texts in form.errors.values() for text in texts]
            messages.error(request, " ".join(said))
            return self._sides(names, reason=request.POST.get("reason", ""))
        reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
        try:
            done = self._decided(names, reason, seen)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            self.proposal.refresh_from_db()
            return self._sides(names, reason=reason, status=409)
        messages.success(request, done)
        return redirect("members_proposal", pk)

    def _decided(self, names: list[str], reason: str, seen: str) -> str:
        pk, actor = self.proposal.pk, self.request.user
        if "decline" in self.request.POST:
            reviewing.decline(pk, reason=reason, seen=seen, actor=actor)
            return _("Declined; the reason is on its way.")
        accepted = reviewing.accept(pk, names, seen=seen, actor=actor, reason=reason)
        if accepted.page and accepted.page.live:
            return _("Accepted; readers see it now.")
        return _("Accepted. Complete the profile, then publish it.")

    def _sides(
        self, ticked: list[str] | None = None, *, reason: str = "", status: int = 200
    ) -> HttpResponse:
        proposal = self.proposal
        names = changed(proposal.typed, proposal.base)
        target = reviewing.target(proposal) if proposal.is_waiting else None
        before = read(target) if proposal.is_waiting else proposal.base
        page = profile_of(proposal.organisation)
        seen = reviewing.fingerprint(proposal, before)
        context = {
            "proposal": proposal,
            "page": page,
            "changes": self._changes(names, before),
            "ticked": names if ticked is None else ticked,
            "drafts": self._drafts(page, names) if proposal.is_waiting else [],
            "form": DecisionForm(initial={"seen": seen, "reason": reason}),
        }
        shown = self.render_to_response(self.get_context_data(**context), status=status)
        response: HttpResponse = shown
        return response

    def _changes(self, names: list[str], before: dict[str, Any]) -> list[Change]:
        proposal = self.proposal
        return changes(names, before, proposal.typed, proposal.base, proposal.language)

    def _drafts(self, page: MunicipalityPage | None, names: list[str]) -> list[Change]:
        """These fields in an editor's draft, where that is ahead of what readers see."""
        if page is None or not page.live or not page.has_unpublished_changes:
            return []
        public, draft = read(page), read(page.get_latest_revision_as_object())
        differing = [name for name in changed(draft, public) if name in names]
        return changes(differing, public, draft, public, self.proposal.language)

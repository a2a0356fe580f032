"""What the union does: invite, remove, answer cities that ask to join."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from members import joining, people
from members.admin.forms import AcceptForm, DeclineForm, FirstInviteForm
from members.enums import JoinState
from members.forms import InviteForm
from members.models import JoinRequest, Membership
from taxonomy.models import Organisation


class UnionPage(WagtailAdminTemplateMixin, View):
    """A page below one of the union's lists."""

    request: Any
    right = "members.change_membership"
    list_name = "members_people"
    list_label = gettext_lazy("Representatives")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For those who look after members."""
        if not request.user.has_perm(self.right):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the list."""
        listed = {"url": reverse(self.list_name), "label": self.list_label}
        return [*self.breadcrumbs_items, listed, {"url": "", "label": self.get_page_title()}]

    def show(self, **context: Any) -> HttpResponse:
        """The page with what its template needs."""
        shown: HttpResponse = self.render_to_response(self.get_context_data(**context))
        return shown

    def tried(self, act: Callable[[], Any], done: str) -> bool:
        """Whether an act went well; the reader is told in either case."""
        try:
            act()
        except people.RefusedError as refusal:
            messages.error(self.request, str(refusal))
            return False
        messages.success(self.request, done)
        return True

    def invited(self, form: Any, organisation: Organisation) -> bool:
        """Whether the invitation of a valid form was sent."""
        data = {name: form.cleaned_data[name] for name in ("address", "lead", "language")}
        return self.tried(
            lambda: people.invite(organisation=organisation, actor=self.request.user, **data),
            _("The invitation is on its way to %(address)s.") % {"address": data["address"]},
        )


class InviteView(UnionPage):
    """Invite the first representative of a municipality."""

    page_title = gettext_lazy("Invite a representative")
    header_icon = "mail"
    template_name = "members/admin/invite.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self._form(FirstInviteForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Invite; a refused form comes back as it was filled in."""
        form = FirstInviteForm(request.POST)
        if not form.is_valid():
            return self._form(form)
        organisation = form.cleaned_data["organisation"]
        if not self.invited(form, organisation):
            return self._form(form)
        return redirect("members_municipality", organisation.pk)

    def _form(self, form: FirstInviteForm) -> HttpResponse:
        return self.show(form=form, media=form.media)


class MunicipalityView(UnionPage):
    """The people of one municipality, of the past too."""

    header_icon = "group"
    template_name = "members/admin/municipality.html"
    organisation: Organisation

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Whose they are."""
        super().setup(request, *args, **kwargs)
        self.organisation = get_object_or_404(Organisation, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        """The municipality's name."""
        return self.organisation.name

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Everybody, and a form to invite one more."""
        return self._form(InviteForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One of the acts that the buttons name."""
        act = request.POST.get("act", "")
        if act == "invite":
            form = InviteForm(request.POST)
            if not (form.is_valid() and self.invited(form, self.organisation)):
                return self._form(form)
        elif act == "withdraw":
            found = get_object_or_404(self._invitations(), pk=self._number())
            people.withdraw(found, actor=request.user)
        else:
            self._change(act)
        return redirect("members_municipality", pk)

    def _change(self, act: str) -> None:
        """Somebody's membership."""
        acts: dict[str, Any] = {
            "remove": people.remove,
            "lead": lambda found, **who: people.set_lead(found, True, **who),
            "no-lead": lambda found, **who: people.set_lead(found, False, **who),
        }
        found = get_object_or_404(self._memberships(), pk=self._number())
        if act in acts:
            keep = self.request.session.session_key
            acts[act](found, actor=self.request.user, keep=keep)

    def _number(self) -> int:
        text = self.request.POST.get("number", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0

    def _memberships(self) -> Any:
        return Membership.objects.filter(organisation=self.organisation).select_related("user")

    def _invitations(self) -> Any:
        return people.waiting().filter(organisation=self.organisation).select_related("invited_by")

    def _form(self, form: InviteForm) -> HttpResponse:
        memberships = self._memberships().order_by("-lead", "since", "pk")
        return self.show(
            form=form,
            present=[row for row in memberships if row.ended_at is None],
            past=[row for row in memberships if row.ended_at is not None],
            invitations=self._invitations(),
        )


class JoinRequestView(UnionPage):
    """What a city asks, and the union's answer."""

    right = "members.change_joinrequest"
    header_icon = "user"
    list_name = "members_join_requests"
    list_label = gettext_lazy("Requests to join")
    template_name = "members/admin/join_request.html"
    asked: JoinRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Which."""
        super().setup(request, *args, **kwargs)
        requests = JoinRequest.objects.select_related("decided_by", "organisation")
        self.asked = get_object_or_404(requests, pk=kwargs["key"])

    def get_page_title(self) -> str:
        """Who asks."""
        return self.asked.municipality

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """The request, with the forms to answer it while it waits."""
        return self._forms(AcceptForm(), DeclineForm())

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Accept, or decline with a reason."""
        accepting = "accept" in request.POST
        accept = AcceptForm(request.POST if accepting else None)
        decline = DeclineForm(None if accepting else request.POST)
        form = accept if accepting else decline
        if not form.is_valid() or not self._answered(form.cleaned_data, accepting):
            return self._forms(accept, decline)
        return redirect("members_join_requests")

    def _answered(self, data: dict[str, Any], accepting: bool) -> bool:
        user = self.request.user
        if accepting:
            return self.tried(
                lambda: joining.grant(self.asked.pk, data["organisation"], actor=user),
                _("Accepted; the invitation is on its way."),
            )
        return self.tried(
            lambda: joining.decline(self.asked.pk, data["reason"], actor=user),
            _("Declined; the reason is on its way."),
        )

    def _forms(self, accept: AcceptForm, decline: DeclineForm) -> HttpResponse:
        return self.show(
            asked=self.asked,
            waits=self.asked.state == JoinState.OPEN,
            accept=accept,
            decline=decline,
            media=accept.media,
        )

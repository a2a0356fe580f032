"""The union's pages in the admin: addresses, menu, rights, history."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from members.admin.lists import InvitationsView, JoinRequestsView, MembersView
from members.admin.pages import InviteView, JoinRequestView, MunicipalityView
from members.admin.proposals import ProposalsView, ProposalView

MENU_HOOK = "register_members_menu_item"
MODELS = ("membership", "invitation", "joinrequest")
LISTS = (
    ("people", MembersView, "group"),
    ("invitations", InvitationsView, "mail"),
    ("join_requests", JoinRequestsView, "user"),
    ("proposals", ProposalsView, "edit"),
)


class ListMenuItem(MenuItem):
    """One of the lists."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Only to those who may open it."""
        return bool(request.user.has_perm(self.permission))


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """The lists, each with its results by themselves, and the pages below them."""
    found = [
        path("members/invite/", InviteView.as_view(), name="members_invite"),
        path(
            "members/municipality/<int:pk>/",
            MunicipalityView.as_view(),
            name="members_municipality",
        ),
        path("members/request/<uuid:key>/", JoinRequestView.as_view(), name="members_join_request"),
        path("members/proposal/<int:pk>/", ProposalView.as_view(), name="members_proposal"),
    ]
    for name, view, _icon in LISTS:
        results = view.as_view(results_only=True)
        found += [
            path(f"members/{name}/", view.as_view(), name=f"members_{name}"),
            path(f"members/{name}/results/", results, name=f"members_{name}_results"),
        ]
    return found


def _item(name: str, view: Any, icon: str, order: int) -> ListMenuItem:
    rights_model = getattr(view, "rights_model", view.model)
    return ListMenuItem(
        view.page_title,
        reverse(f"members_{name}"),
        name=name,
        icon_name=icon,
        order=order,
        permission=f"members.view_{rights_model._meta.model_name}",
    )


for position, (name, view, icon) in enumerate(LISTS):
    hooks.register(
        MENU_HOOK,
        lambda name=name, view=view, icon=icon, order=position: _item(name, view, icon, order),
    )


@hooks.register("register_admin_menu_item")
def menu() -> SubmenuMenuItem:
    """Beside the records."""
    return SubmenuMenuItem(
        _("Members"),
        Menu(register_hook_name=MENU_HOOK),
        name="members",
        icon_name="group",
        order=95,
    )


@hooks.register("register_permissions")
def rights() -> QuerySet[Permission]:
    """What a group may be given besides."""
    names = [f"{right}_{model}" for right in ("view", "change") for model in MODELS]
    return Permission.objects.filter(content_type__app_label="members", codename__in=names)


@hooks.register("register_log_actions")
def acts(actions: Any) -> None:
    """What the site's history tells."""
    for name, label, message in (
        ("invite", _("Invite a representative"), _("Invited a representative")),
        ("withdraw_invitation", _("Withdraw an invitation"), _("Withdrew an invitation")),
        ("join", _("Become a representative"), _("Became a representative")),
        ("remove", _("Remove a representative"), _("Removed a representative")),
        ("make_lead", _("Make lead representative"), _("Made somebody lead representative")),
        ("end_lead", _("No longer lead"), _("Made somebody no longer lead representative")),
        ("propose_profile", _("Propose changes"), _("Proposed changes of the profile")),
        ("take_back_profile", _("Take changes back"), _("Took changes of the profile back")),
        ("withdraw_profile", _("Give changes up"), _("Gave changes of the profile up")),
        ("accept_profile", _("Accept changes"), _("Accepted changes of the profile")),
        ("decline_profile", _("Decline changes"), _("Declined changes of the profile")),
        ("join_accepted", _("Accept a request to join"), _("Accepted the request to join")),
        ("join_declined", _("Decline a request to join"), _("Declined the request to join")),
    ):
        actions.register_action(f"members.{name}", label, message)

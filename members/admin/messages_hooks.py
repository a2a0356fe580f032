"""Where the admin leads to the conversation with municipalities."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.admin.hooks import MENU_HOOK, ListMenuItem
from members.admin.messages import ThreadsView, WaitingMessages
from members.admin.messages_pages import ThreadView, WriteView
from members.people import is_union


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """The list with its results by themselves, and the pages below it."""
    results = ThreadsView.as_view(results_only=True)
    return [
        path("members/messages/", ThreadsView.as_view(), name="members_messages"),
        path("members/messages/results/", results, name="members_messages_results"),
        path("members/messages/write/", WriteView.as_view(), name="members_write"),
        path("members/messages/<uuid:pk>/", ThreadView.as_view(), name="members_thread"),
    ]


@hooks.register(MENU_HOOK)
def menu_item() -> ListMenuItem:
    """Beside the other lists."""
    return ListMenuItem(
        _("Messages"),
        reverse("members_messages"),
        name="messages",
        icon_name="comment",
        order=10,
        permission="members.change_membership",
    )


@hooks.register("construct_homepage_panels")
def add_waiting(request: HttpRequest, panels: list[Any]) -> None:
    """Only where something waits."""
    if is_union(request.user):
        panel = WaitingMessages()
        if panel.number:
            panels.append(panel)


@hooks.register("register_log_actions")
def acts(actions: Any) -> None:
    """What the history of a municipality tells."""
    for name, label, message in (
        ("write_message", _("Write a message"), _("Wrote a message")),
        ("settle_thread", _("Settle a conversation"), _("Settled a conversation without answer")),
        ("reopen_thread", _("Reopen a conversation"), _("Marked a conversation as not answered")),
    ):
        actions.register_action(f"members.{name}", label, message)

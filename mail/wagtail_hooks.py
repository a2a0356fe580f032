"""The outbox among the admin's reports, for those who may see it."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mail.enums import State
from mail.models import OutboxMessage
from mail.reports import DeadMailPanel, OutboxView, may, send_again


class OutboxMenuItem(MenuItem):
    """The way to the outbox."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only to those who may open it."""
        return may(request.user, "view")


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """The list, its results by themselves, and the button."""
    return [
        path("reports/mail/", OutboxView.as_view(), name="mail_outbox"),
        path(
            "reports/mail/results/",
            OutboxView.as_view(results_only=True),
            name="mail_outbox_results",
        ),
        path("reports/mail/send-again/", send_again, name="mail_send_again"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> OutboxMenuItem:
    """Below “Reports”."""
    return OutboxMenuItem(
        _("Mail"), reverse("mail_outbox"), name="mail", icon_name="mail", order=1200
    )


@hooks.register("register_permissions")
def rights() -> QuerySet[Permission]:
    """What a group may be given besides."""
    return Permission.objects.filter(
        content_type__app_label="mail", codename__in=["view_outboxmessage", "change_outboxmessage"]
    )


@hooks.register("register_log_actions")
def acts(actions: Any) -> None:
    """What the site's history tells."""
    actions.register_action("mail.send_again", _("Send mail again"), _("Had a mail sent again"))


@hooks.register("construct_homepage_panels")
def tell_of_dead_mail(request: HttpRequest, panels: list[Any]) -> None:
    """Say so at the first page of the admin, if any was given up."""
    if may(request.user, "view"):
        count = OutboxMessage.objects.filter(state=State.DEAD).count()
        if count:
            panels.append(DeadMailPanel(count))

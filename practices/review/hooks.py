"""Where the admin leads to the review, and what it leaves to it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from practices.enums import ReviewStage
from practices.models import PracticePage, Submission
from practices.review import urls
from practices.review.dashboard import WaitingForReview
from practices.submissions.reviews import step_now
from practices.submissions.rights import may_review

# What Wagtail's editor offers, by which a review would go on or end unseen.
SENT_BY_EDITOR = (
    "action-submit",
    "action-restart-workflow",
    "action-cancel-workflow",
    "action-workflow-action",
)
OFFERED_BY_EDITOR = ("action-submit", "action-restart-workflow", "action-cancel-workflow")


class QueueMenuItem(MenuItem):
    """For those who review."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Asked for every page of the admin."""
        return may_review(request.user)


class ApprovedStep(LogFormatter):
    """An approval in the history of a submission."""

    label = _("Approve")
    message = _("Approved a step of the review")

    def format_message(self, log_entry: Any) -> Any:
        """With the name of the step, in the reader's language."""
        stages = dict(ReviewStage.choices)
        stage = stages.get(log_entry.data.get("stage"))
        return gettext("Approved: %(stage)s") % {"stage": stage} if stage else self.message


class DecideItem(ActionMenuItem):
    """From the editor of a page to where it is decided."""

    name = "action-decide"
    label = _("Decide on the submission")
    icon_name = "clipboard-list"

    def is_shown(self, context: Any) -> bool:
        """Where the page is in review."""
        return True

    def get_url(self, parent_context: Any) -> str:
        """The submission in the queue."""
        return _address_of(parent_context["page"])


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Below the queue."""
    return [path("practices/review/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Right below the records."""
    return QueueMenuItem(
        _("Review"),
        reverse("practice_review:queue"),
        name="practice-review",
        icon_name="clipboard-list",
        order=95,
    )


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """For the queue, the page of a submission and the first page."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/review.css"))


@hooks.register("construct_homepage_panels")
def add_waiting(request: HttpRequest, panels: list[Any]) -> None:
    """Only where something waits."""
    if may_review(request.user):
        panel = WaitingForReview(request.user)
        if not panel.is_empty:
            panels.append(panel)


@hooks.register("before_edit_page", order=-100)
def refuse_native_decisions(request: HttpRequest, page: Page) -> None:
    """A review is decided where step and text are compared first."""
    asked = request.method == "POST" and any(name in request.POST for name in SENT_BY_EDITOR)
    if asked and isinstance(page.specific, PracticePage) and step_now(page):
        raise PermissionDenied


@hooks.register("construct_page_action_menu")
def lead_to_decision(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """In place of what is refused."""
    page = context.get("page")
    if page is None or not isinstance(page, PracticePage) or not step_now(page):
        return
    menu_items[:] = [item for item in menu_items if item.name not in OFFERED_BY_EDITOR]
    if may_review(request.user) and _address_of(page):
        menu_items.append(DecideItem(order=0))


@hooks.register("register_page_header_buttons")
def review_button(page: Page, user: Any, view_name: str, next_url: Any = None) -> Iterator[Button]:
    """From a page to its submission."""
    model: Any = page.specific_class
    if not (model and issubclass(model, PracticePage) and may_review(user)):
        return
    if address := _address_of(page):
        yield Button(_("Submission"), address, icon_name="clipboard-list", priority=62)


@hooks.register("register_log_actions")
def acts(actions: Any) -> None:
    """What the history of a submission tells."""
    for name, label, message in (
        ("submit", _("Send to the union"), _("Sent it to the union")),
        ("take_back", _("Take back"), _("Took it back to write on")),
        ("withdraw", _("Withdraw"), _("Withdrew it")),
        ("take_up_again", _("Take up again"), _("Took it up again")),
        ("propose_update", _("Begin an update"), _("Opened it for an update")),
        ("confirm", _("Confirm"), _("Confirmed that it still holds")),
        ("open", _("Begin the review"), _("Began to review it")),
        ("assign", _("Assign review"), _("Assigned the review")),
        ("request_changes", _("Request changes"), _("Asked for changes")),
        ("decline", _("Decline"), _("Declined it")),
        ("publish", _("Publish"), _("Published")),
        ("archive", _("Archive"), _("Taken off the public site")),
        ("delete_page", _("Delete record"), _("The record was deleted; the answers are kept")),
    ):
        actions.register_action(f"practices.{name}", label, message)
    actions.register_action("practices.approve")(ApprovedStep)


def _address_of(page: Page) -> str:
    found = Submission.objects.filter(page=page.pk).values_list("pk", flat=True).first()
    return reverse("practice_review:submission", args=[found]) if found else ""

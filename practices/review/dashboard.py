"""What waits for review, on the admin's first page."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from practices.models import Submission
from practices.review.filters import overdue
from practices.submissions.rights import WAITING

# What is due first; the queue has the rest.
MOST_MINE = 10


class WaitingForReview(Component):
    """The user's submissions by the day they are due, and how many are nobody's or late."""

    order = 105
    template_name = "practices/admin/home_panel.html"

    def __init__(self, user: Any) -> None:
        waiting = Submission.objects.reviewable_by(user).filter(state__in=WAITING)
        mine = waiting.filter(reviewer=user).select_related("organisation", "page")
        self.mine = list(mine.order_by(F("due").asc(nulls_last=True), "submitted_at")[:MOST_MINE])
        self.unassigned = waiting.filter(reviewer=None).count()
        self.overdue = waiting.filter(overdue()).count()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits for the user."""
        return not (self.mine or self.unassigned or self.overdue)

    def get_context_data(self, parent_context: Any) -> Mapping[str, Any]:
        """For its template."""
        return {
            "heading": _("Waiting for review"),
            "mine": self.mine,
            "unassigned": self.unassigned,
            "overdue": self.overdue,
        }

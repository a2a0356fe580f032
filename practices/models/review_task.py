"""The steps of a practice review, decided on a page of their own and nowhere else."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from practices.enums import ReviewStage


class ReviewTaskState(TaskState):
    """A step of one review.

    A class of its own, so that Wagtail's mails about workflows pass it over: the submission writes
    its own, in the reader's language and without a way into the admin.
    """


class ReviewTask(AbstractGroupApprovalTask):
    """A step of the review, moderated by groups.

    Wagtail's own buttons approve whatever is the present step when they arrive, and the page's
    latest revision instead of the one that was read. So they are closed: a submission is decided
    where step and revision are compared first.
    """

    # Asked by the page's permissions: publishing by hand would end the review unseen.
    alone_decides: ClassVar[bool] = True
    task_state_class = ReviewTaskState

    stage = models.CharField(_("step"), max_length=20, choices=ReviewStage.choices)

    admin_form_fields: ClassVar = [*AbstractGroupApprovalTask.admin_form_fields, "stage"]

    class Meta:
        verbose_name = _("step of the practice review")
        verbose_name_plural = _("steps of the practice review")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """None: see the class."""
        return []

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Refused: see the class.

        Raises:
            PermissionDenied: always.
        """
        raise PermissionDenied

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        """None: buttons in Wagtail's panel would do nothing; the review queue has its own."""
        nothing: QuerySet[TaskState] = TaskState.objects.none()
        return nothing

    @classmethod
    def get_description(cls) -> Any:
        return _("Members of the chosen groups decide on submitted practices, in the review queue")

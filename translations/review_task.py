"""The one step of a translation's review, moderated by who publishes in its language."""

from typing import Any

from django.db import transaction
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState
from wagtail.permissions import policy_registry


class LanguageReviewTask(Task):
    """A reviewer of the page's language approves the text, or says what has to be changed."""

    class Meta:
        verbose_name = _("translation review")
        verbose_name_plural = _("translation reviews")

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Whoever moderates reads and corrects."""
        return _moderates(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """While a text is reviewed nobody else changes it."""
        return not _moderates(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """What Wagtail's group approval offers."""
        if not _moderates(obj, user):
            return []
        return [
            ("reject", _("Request changes"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Lock pages before the states of their workflows, as publications do."""
        from translations.states import lock  # the states stand on the models

        with transaction.atomic():
            lock(task_state.workflow_state.content_object.translation_key)
            return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        """The translations that wait for this reviewer."""
        pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
        # A workflow names its object by text.
        keys = pages.annotate(key=Cast("pk", CharField())).values("key")
        waiting: QuerySet[TaskState] = self.task_states.filter(
            status=TaskState.STATUS_IN_PROGRESS, workflow_state__object_id__in=keys
        )
        return waiting

    @classmethod
    def get_description(cls) -> Any:
        return _("Who may publish pages in the language of a translation can approve it")


def _moderates(page: Any, user: Any) -> bool:
    return bool(page.permissions_for_user(user).can_publish())

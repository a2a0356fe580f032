"""The workflow in which the page of a submission is reviewed: begun, resumed and ended."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState, Workflow, WorkflowState

from practices.models import PracticePage, ReviewTask, Submission
from practices.submissions.places import NoPlace
from practices.submissions.states import NotNow


def review_of(page: Page) -> WorkflowState | None:
    """The review that a page is in, locked; None where there is none.

    Raises:
        NotNow: an editor has put the page into another workflow.
    """
    states = WorkflowState.objects.active().for_instance(page).select_for_update()
    state: WorkflowState | None = states.first()
    step = state.current_task_state if state else None
    if state and not (step and isinstance(step.task.specific, ReviewTask)):
        raise NotNow(_("The union is working on this record at present. Please try again later."))
    return state


def step_now(page: Page) -> TaskState | None:
    """The step that the review of a page is at, or was sent back from; for reading only."""
    state = WorkflowState.objects.active().for_instance(page).first()
    step = state.current_task_state if state else None
    return step.specific if step and isinstance(step.task.specific, ReviewTask) else None


def sent_title(submission: Submission) -> str:
    """The title as the union knows it, and not as its author goes on writing it."""
    page = submission.page
    return str(page.get_admin_display_title() if page else submission)


def step_of(state: WorkflowState) -> TaskState:
    """The present step of a locked review, locked."""
    steps = TaskState.objects.select_for_update()
    step: TaskState = steps.get(pk=state.current_task_state_id).specific
    return step


def start(page: Page, *, actor: Any) -> None:
    """Begin the review of a page's latest draft, or go on with it where changes were asked for.

    Raises:
        NoPlace: the union has switched the review off.
        NotNow: an editor has put the page into another workflow.
    """
    if state := review_of(page):
        state.resume(user=actor)
        return
    steps = ReviewTask.objects.filter(active=True)
    workflow = Workflow.objects.filter(active=True, workflow_tasks__task__in=steps).first()
    if workflow is None:
        raise NoPlace(
            _("The union takes no practices at present. Your draft is kept; please tell the union.")
        )
    state = workflow.start(page, actor)
    # Wagtail would write to her about every decision, with a link into the admin.
    WorkflowState.objects.filter(pk=state.pk).update(requested_by=None)


def end(page: Page, *, actor: Any) -> None:
    """End the review of a page without a result; what is public of it stays as it is."""
    if state := review_of(page):
        state.cancel(user=actor)
    public = PracticePage.objects.get(pk=page.pk)
    if public.live and public.has_unpublished_changes:
        save_public(public, actor=actor)


def save_public(page: PracticePage, *, actor: Any) -> Revision:
    """Save a published page as it is in memory, so that its latest revision is what is public.

    Drafts that were ahead of it stay among its revisions. It is not published anew: whoever may
    do that has done so before.
    """
    revision: Revision = page.save_revision(user=actor, changed=False, clean=False, log_action=True)
    page.live_revision, page.has_unpublished_changes = revision, False
    page.save(clean=False)
    return revision

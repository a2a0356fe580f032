"""Submissions in any state, with the page and the review that belong to it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from practices.enums import SubmissionState as State
from practices.models import PracticePage, Submission
from practices.submissions.reviews import start
from taxonomy.models import Organisation
from tests.factories.members import representative
from tests.factories.pages import PracticePageFactory, section
from tests.factories.taxonomy import CityFactory, ThemeFactory

ACTIVITY = "5f0c1a52-6f0b-4a2b-9d5e-0d6c4a1b2c3d"
RESULT = "8a1d2b63-7e1c-4b3c-8e6f-1e7d5b2c3d4e"
UNSENT = (State.DRAFT,)
UNDER_REVIEW = (State.SUBMITTED, State.IN_REVIEW, State.CHANGES_REQUESTED, State.UPDATE_PROPOSED)
PUBLIC = (State.PUBLISHED, State.UPDATE_PROPOSED)


@transaction.atomic
def submission(
    organisation: Organisation | None = None,
    state: str = State.DRAFT,
    *,
    author: Any = None,
    language: str = "en",
    title: str = "A house of languages",
    **fields: Any,
) -> Any:
    """A municipality's submission; from the first sending on with its page, under review if due.

    Without an author it is of a new representative of the organisation, or of a new one.
    """
    author = author or representative(organisation)
    organisation = organisation or author.memberships.get(ended_at=None).organisation
    answers = {"title": title, "summary": "Taught at the kitchen table."}
    row = Submission(
        organisation=organisation,
        author=author,
        language=language,
        state=State(state),
        **{"answers": answers, **fields},
    )
    if state not in UNSENT:
        row.submitted_at = timezone.now()
        row.page = _page(row)
        row.revision = row.page.latest_revision
    row.save()
    if state in UNDER_REVIEW:
        _start(row)
    return Submission.objects.get(pk=row.pk)


def complete_answers(**typed: Any) -> dict[str, Any]:
    """What has to be filled in before a practice can be sent, and what is given besides."""
    return {
        "title": "A house of languages",
        "summary": "Taught at the kitchen table.",
        "cities": [CityFactory().code],
        "themes": [ThemeFactory().code],
        "period": "2019",
        "context": "Many had arrived, and few courses.",
        "activities": [
            {"id": ACTIVITY, "type": "activity", "title": "Courses", "text": "Every evening."}
        ],
        "results": [{"id": RESULT, "type": "text", "value": "Three hundred speak it."}],
        "contact_name": "Ayşe Yılmaz",
        "contact_email": "contact@example.org",
        "consent": "yes",
        **typed,
    }


def _page(row: Submission) -> PracticePage:
    page = PracticePageFactory(
        parent=section(language=row.language),
        title=row.title,
        slug=f"submission-{row.pk}",
        summary=row.answers.get("summary", ""),
        source_language=row.language,
        lead_organisation=row.organisation,
        owner=row.author,
        live=False,
    )
    revision = page.save_revision(user=row.author)
    if row.state in PUBLIC:
        revision.publish()
    if row.state == State.UPDATE_PROPOSED:
        draft = PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()
        draft.title = f"{row.title}, improved"
        draft.save_revision(user=row.author)
    found: PracticePage = PracticePage.objects.get(pk=page.pk)
    return found


def _start(row: Submission) -> None:
    page: Any = row.page
    start(page, actor=row.author)
    if row.state == State.CHANGES_REQUESTED:
        page.current_workflow_task_state.reject(user=None)

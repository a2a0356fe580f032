"""Whatever Wagtail's own admin does to the page in between, the submission follows it."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page, TaskState

from practices.enums import Decision
from practices.enums import SubmissionState as State
from practices.models import PracticePage
from practices.submissions.reviewing import decide
from tests.admin.forms import address_to_edit, filled
from tests.factories.people import person
from tests.factories.submissions import submission
from tests.practices.review.reading import fresh, mails, page_of, seen
from tests.translations.people import logged_in, superuser

pytestmark = pytest.mark.django_db

# What Wagtail's own editor offers for a page under review.
BUTTONS = (
    {"action-submit": "1"},
    {"action-restart-workflow": "1"},
    {"action-cancel-workflow": "1"},
    {"action-workflow-action": "1", "workflow-action-name": "approve"},
)
EVERY = [State.SUBMITTED, State.IN_REVIEW, State.CHANGES_REQUESTED, State.UPDATE_PROPOSED]


def post(user: Any, row: Any, **values: str) -> Any:
    """What the editor's buttons send."""
    client, address = logged_in(user), address_to_edit(page_of(row))
    return client.post(address, filled(client, address, PracticePage, **values))


@pytest.mark.parametrize("state", EVERY)
class TestWhileInReview:
    def test_only_an_administrator_publishes_by_hand(self, state: State, editor: Any) -> None:
        row = submission(state=state)
        was_live = page_of(row).live
        assert not page_of(row).permissions_for_user(editor).can_publish()
        post(editor, row, **{"action-publish": "1"})
        assert fresh(row).state == state and page_of(row).live == was_live
        assert page_of(row).permissions_for_user(superuser()).can_publish()
        post(superuser(), row, **{"action-publish": "1"})
        assert fresh(row).state == State.PUBLISHED and page_of(row).live
        assert page_of(row).current_workflow_state is None
        assert mails() == [("published", row.author.email)]

    def test_native_buttons_are_refused_and_not_offered(self, state: State, editor: Any) -> None:
        row = submission(state=state)
        steps = list(TaskState.objects.values_list("pk", "status"))
        for user in (editor, superuser()):
            client, address = logged_in(user), address_to_edit(page_of(row))
            form = filled(client, address, PracticePage)
            for button in BUTTONS:
                answer = client.post(address, {**form.dict(), **button})
                assert answer.status_code in (302, 403)
                assert list(TaskState.objects.values_list("pk", "status")) == steps
                assert fresh(row).state == state
        html = logged_in(editor).get(address_to_edit(page_of(row))).content.decode()
        assert not any(f'name="{name}"' in html for button in BUTTONS for name in button)
        assert reverse("practice_review:submission", args=[row.pk]) in html

    def test_a_saved_draft_is_a_text_that_nobody_has_read(
        self, state: State, reviewer: Any
    ) -> None:
        row = submission(state=state)
        had = seen(row)
        post(reviewer, row, title="Edited by hand")
        assert fresh(row).state == state
        with pytest.raises(Exception, match="meanwhile"):
            decide(row.pk, Decision.DECLINE, actor=reviewer, reason="No.", **had)


def test_the_steps_of_wagtail_decide_nothing(reviewer: Any) -> None:
    row, other = submission(state=State.SUBMITTED), submission(state=State.SUBMITTED)
    step = page_of(other).current_workflow_task_state
    for page in (page_of(row), page_of(other)):
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk])
        logged_in(reviewer).post(address)
    step.refresh_from_db()
    assert step.status == TaskState.STATUS_IN_PROGRESS


def test_unpublished_it_is_archived_and_published_again_it_is_public() -> None:
    row = submission(state=State.PUBLISHED)
    page_of(row).unpublish()
    assert fresh(row).state == State.ARCHIVED
    page_of(row).latest_revision.publish()
    assert fresh(row).state == State.PUBLISHED


def test_an_update_of_what_is_taken_off_the_site_goes_on_as_a_new_record() -> None:
    row = submission(state=State.UPDATE_PROPOSED)
    page_of(row).unpublish()
    assert fresh(row).state == State.IN_REVIEW


@pytest.mark.parametrize("state", [*EVERY, State.PUBLISHED, State.DECLINED])
def test_deleted_with_its_section_the_answers_stay(state: State) -> None:
    row = submission(state=state)
    Page.objects.get(pk=page_of(row).get_parent().pk).delete()
    kept = State.DECLINED if state == State.DECLINED else State.ARCHIVED
    assert (fresh(row).state, fresh(row).page) == (kept, None)
    assert fresh(row).answers["title"]


def test_moved_it_stays_what_it_is(editor: Any) -> None:
    from tests.factories.pages import SectionPageFactory, home

    row = submission(state=State.IN_REVIEW)
    page_of(row).move(SectionPageFactory(parent=home(), record_type="practice"), pos="last-child")
    decide(row.pk, Decision.APPROVE, actor=editor_and_reviewer(editor), **seen(row))
    assert fresh(row).state == State.IN_REVIEW


def editor_and_reviewer(editor: Any) -> Any:
    """Somebody who does both."""
    return person("both", "Reviewers", "Moderators")


def test_pages_without_a_submission_are_left_alone(editor: Any) -> None:
    from tests.factories.pages import PracticePageFactory, section

    page = PracticePageFactory(parent=section(), live=False)
    page.save_revision().publish(user=editor)
    assert PracticePage.objects.get(pk=page.pk).live and not mails()

"""What a municipality does with its submission, from the first sending to the next update."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Locale, Page, Workflow, WorkflowState

from practices.enums import Decision
from practices.enums import SubmissionState as State
from practices.models import PracticePage, Submission, Superseded
from practices.submissions import acts
from practices.submissions.places import NoPlace
from practices.submissions.reviewing import decide
from practices.submissions.states import NotNow
from tests.factories.members import representative
from tests.factories.pages import section
from tests.factories.submissions import complete_answers, submission
from tests.practices.review.reading import counted, fresh, history, mails, page_of, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Any:
    section()
    return submission(answers=complete_answers())


def published(draft: Submission, reviewer: Any, editor: Any) -> Submission:
    """Sent, and approved in three steps."""
    acts.submit(draft.pk, actor=draft.author)
    for actor in (reviewer, reviewer, editor):
        decide(draft.pk, Decision.APPROVE, actor=actor, **seen(draft))
    return fresh(draft)


class TestSubmit:
    def test_the_page_stands_in_the_right_place_and_is_under_review(self, draft: Any) -> None:
        acts.submit(draft.pk, actor=draft.author)
        sent, page = fresh(draft), page_of(draft)
        assert (sent.state, sent.revision) == (State.SUBMITTED, page.latest_revision)
        assert page.get_parent().specific == section()
        assert (page.title, page.live, page.owner) == ("A house of languages", False, draft.author)
        assert page.source_language == "en" and page.is_original
        assert page.lead_organisation == draft.organisation
        assert [city.code for city in page.cities.all()] == draft.answers["cities"]
        assert page.current_workflow_task.specific.stage == "completeness"
        assert history(draft) == ["submit"]

    def test_author_and_reviewers_are_written_to_and_nobody_else(
        self, draft: Any, reviewer: Any, editor: Any
    ) -> None:
        representative(draft.organisation)
        acts.submit(draft.pk, actor=draft.author)
        assert mails() == [("received", draft.author.email), ("submitted", reviewer.email)]

    def test_sending_twice_makes_one_page(self, draft: Any) -> None:
        acts.submit(draft.pk, actor=draft.author)
        before = counted()
        with pytest.raises(NotNow):
            acts.submit(draft.pk, actor=draft.author)
        assert counted() == before

    def test_what_is_incomplete_is_not_sent(self, draft: Any) -> None:
        draft.answers.pop("summary")
        draft.save()
        with pytest.raises(acts.Incomplete):
            acts.submit(draft.pk, actor=draft.author)
        assert fresh(draft).state == State.DRAFT and not PracticePage.objects.exists()

    def test_a_section_is_made_in_the_language_of_the_record(self) -> None:
        section()
        row = submission(language="ar", answers=complete_answers(title="بيت اللغات"))
        acts.submit(row.pk, actor=row.author)
        page = page_of(row)
        assert page.locale == Locale.objects.get(language_code="ar") == page.get_parent().locale
        assert page.source_language == "ar" and page.is_original

    def test_without_a_section_the_draft_is_kept(self) -> None:
        row = submission(answers=complete_answers())
        with pytest.raises(NoPlace):
            acts.submit(row.pk, actor=row.author)
        assert fresh(row).state == State.DRAFT

    def test_without_a_workflow_the_draft_is_kept(self, draft: Any) -> None:
        Workflow.objects.update(active=False)
        with pytest.raises(NoPlace):
            acts.submit(draft.pk, actor=draft.author)
        assert fresh(draft).state == State.DRAFT and not PracticePage.objects.exists()

    def test_only_its_own_city_sends_it(self, draft: Any) -> None:
        left = representative(draft.organisation)
        left.memberships.update(ended_at=timezone.now())
        closed = representative(draft.organisation)
        closed.is_active = False
        closed.save()
        for actor in (representative(), left, closed):
            for act in (acts.submit, acts.withdraw, acts.take_back, acts.take_up_again):
                with pytest.raises(PermissionDenied):
                    act(draft.pk, actor=actor)
        colleague = representative(draft.organisation)
        acts.submit(draft.pk, actor=colleague)
        assert fresh(draft).state == State.SUBMITTED


class TestChangesRequested:
    @pytest.fixture
    def asked(self, draft: Any, reviewer: Any) -> Any:
        acts.submit(draft.pk, actor=draft.author)
        decide(draft.pk, Decision.REQUEST_CHANGES, actor=reviewer, reason="More.", **seen(draft))
        return fresh(draft)

    def test_the_answer_goes_on_at_the_same_step(self, asked: Any) -> None:
        stage, before = page_of(asked).current_workflow_state, counted()
        asked.answers["summary"] = "Taught at every kitchen table."
        asked.save()
        acts.submit(asked.pk, actor=asked.author)
        page = page_of(asked)
        assert fresh(asked).state == State.IN_REVIEW
        assert page.current_workflow_state == stage
        assert page.current_workflow_task.specific.stage == "completeness"
        assert page.get_latest_revision_as_object().summary == "Taught at every kitchen table."
        assert counted() == (before[0], before[1] + 1, before[2])

    def test_what_the_union_changed_is_hers_to_see(self, draft: Any, reviewer: Any) -> None:
        acts.submit(draft.pk, actor=draft.author)
        edited = page_of(draft).get_latest_revision_as_object()
        edited.summary = "As the union puts it."
        edited.save_revision(user=reviewer)
        decide(draft.pk, Decision.REQUEST_CHANGES, actor=reviewer, reason="More.", **seen(draft))
        asked = fresh(draft)
        assert asked.answers["summary"] == "As the union puts it."
        assert asked.revision == page_of(draft).latest_revision

    def test_of_two_texts_for_one_field_none_is_lost(self, asked: Any, reviewer: Any) -> None:
        asked.answers["summary"] = "Hers."
        asked.saved_by = asked.author
        asked.save()
        edited = page_of(asked).get_latest_revision_as_object()
        edited.summary = "The union's."
        edited.save_revision(user=reviewer)
        with pytest.raises(NotNow, match="Summary"):
            acts.submit(asked.pk, actor=asked.author)
        assert fresh(asked).state == State.CHANGES_REQUESTED
        assert fresh(asked).answers["summary"] == "The union's."
        assert Superseded.objects.get().text == "Hers."
        acts.submit(asked.pk, actor=asked.author)
        assert fresh(asked).state == State.IN_REVIEW

    def test_a_review_that_an_administrator_cancelled_begins_anew(self, asked: Any) -> None:
        page_of(asked).current_workflow_state.cancel(user=None)
        acts.submit(asked.pk, actor=asked.author)
        assert page_of(asked).current_workflow_state is not None


class TestTakeBack:
    def test_it_is_a_draft_again_and_its_page_stays(self, draft: Any, reviewer: Any) -> None:
        acts.submit(draft.pk, actor=draft.author)
        before = counted()
        acts.take_back(draft.pk, actor=draft.author)
        assert fresh(draft).state == State.DRAFT and counted() == before
        assert page_of(draft).current_workflow_state is None
        assert ("taken_back", reviewer.email) in mails()
        acts.submit(draft.pk, actor=draft.author)
        assert fresh(draft).state == State.SUBMITTED and counted()[0] == before[0]

    @pytest.mark.parametrize("state", [State.WITHDRAWN, State.DECLINED, State.ARCHIVED])
    def test_what_has_ended_is_not_taken_back(self, state: State) -> None:
        ended = submission(state=state)
        with pytest.raises(NotNow):
            acts.take_back(ended.pk, actor=ended.author)

    @pytest.mark.parametrize("state", [State.SUBMITTED, State.IN_REVIEW])
    def test_what_is_under_review_is_not_taken_up_again(self, state: State) -> None:
        under_review = submission(state=state)
        with pytest.raises(NotNow):
            acts.take_up_again(under_review.pk, actor=under_review.author)
        assert page_of(under_review).current_workflow_state

    def test_what_was_not_sent_cannot_be_taken_back(self, draft: Any) -> None:
        with pytest.raises(NotNow):
            acts.take_back(draft.pk, actor=draft.author)


class TestWithdraw:
    @pytest.mark.parametrize(
        "state", [State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.CHANGES_REQUESTED]
    )
    def test_it_is_given_up_and_taken_up_again(self, state: State) -> None:
        row = submission(state=state)
        before = counted()
        acts.withdraw(row.pk, actor=row.author)
        assert fresh(row).state == State.WITHDRAWN
        assert not WorkflowState.objects.active().exists()
        acts.take_up_again(row.pk, actor=row.author)
        assert fresh(row).state == State.DRAFT and counted() == before

    @pytest.mark.parametrize("state", [State.APPROVED, State.PUBLISHED, State.DECLINED])
    def test_not_what_is_decided(self, state: State) -> None:
        row = submission(state=state)
        with pytest.raises(NotNow):
            acts.withdraw(row.pk, actor=row.author)
        assert fresh(row).state == state


class TestUpdate:
    @pytest.fixture
    def public(self, draft: Any, reviewer: Any, editor: Any) -> Any:
        return published(draft, reviewer, editor)

    def propose(self, public: Submission, summary: str = "Now in two houses.") -> Submission:
        row = acts.propose_update(public.pk, actor=public.author)
        row.answers["summary"] = summary
        row.save()
        return acts.submit(public.pk, actor=public.author)

    def test_readers_see_the_old_until_it_is_approved(
        self, public: Any, reviewer: Any, editor: Any
    ) -> None:
        self.propose(public)
        page = page_of(public)
        assert fresh(public).state == State.UPDATE_PROPOSED
        assert page.live and page.summary == "Taught at the kitchen table."
        for actor in (reviewer, reviewer, editor):
            decide(public.pk, Decision.APPROVE, actor=actor, **seen(public))
        assert fresh(public).state == State.PUBLISHED
        assert page_of(public).summary == "Now in two houses."

    def test_opening_it_twice_keeps_what_was_written(self, public: Any) -> None:
        row = acts.propose_update(public.pk, actor=public.author)
        row.answers["summary"] = "Begun."
        row.save()
        assert acts.propose_update(public.pk, actor=public.author).answers["summary"] == "Begun."

    def test_it_begins_from_what_an_editor_published_since(self, public: Any) -> None:
        page = page_of(public).get_latest_revision_as_object()
        page.summary = "Corrected."
        page.save_revision().publish()
        row = acts.propose_update(public.pk, actor=public.author)
        assert row.answers["summary"] == "Corrected."

    @pytest.mark.parametrize("how", ["decline", "take back", "withdraw"])
    def test_given_up_the_latest_draft_is_what_is_public_and_hers_is_kept(
        self, public: Any, reviewer: Any, how: str
    ) -> None:
        self.propose(public)
        before = counted()
        if how == "decline":
            decide(public.pk, Decision.DECLINE, actor=reviewer, reason="No.", **seen(public))
        else:
            act = acts.take_back if how == "take back" else acts.withdraw
            act(public.pk, actor=public.author)
        page, row = page_of(public), fresh(public)
        assert row.state == State.PUBLISHED and page.live
        assert not page.has_unpublished_changes and page.latest_revision == page.live_revision
        latest = page.get_latest_revision_as_object()
        assert latest.summary == page.summary == "Taught at the kitchen table."
        assert row.answers["summary"] == "Now in two houses."
        assert counted() == (before[0], before[1] + 1, before[2])
        acts.submit(public.pk, actor=public.author)
        assert fresh(public).state == State.UPDATE_PROPOSED

    def test_only_what_is_published_is_brought_up_to_date(self, draft: Any) -> None:
        for act in (acts.propose_update, acts.confirm_valid):
            with pytest.raises(NotNow):
                act(draft.pk, actor=draft.author)

    def test_it_still_holds_for_another_year(self, public: Any) -> None:
        page = page_of(public)
        ahead = page.get_latest_revision_as_object()
        ahead.title = "An editor's draft"
        ahead.save_revision()
        acts.confirm_valid(public.pk, actor=public.author)
        page = page_of(public)
        latest = page.get_latest_revision_as_object()
        assert page.review_by and page.review_by > date(timezone.localdate().year + 1, 1, 1)
        assert (page.title, latest.title) == ("A house of languages", "An editor's draft")
        assert latest.review_by == page.review_by
        assert history(public)[-1] == "confirm"


class TestNothingIsLost:
    def test_the_page_is_deleted_and_the_answers_stay(
        self, draft: Any, reviewer: Any, editor: Any
    ) -> None:
        row = published(draft, reviewer, editor)
        page = page_of(row).get_latest_revision_as_object()
        page.summary = "As readers knew it."
        page.save_revision().publish()
        Page.objects.get(pk=page.pk).delete()
        row = fresh(row)
        assert (row.state, row.page, row.answers["summary"]) == (
            State.ARCHIVED, None, "As readers knew it."
        )  # fmt: skip
        acts.take_up_again(row.pk, actor=row.author)
        acts.submit(row.pk, actor=row.author)
        assert page_of(row).summary == "As readers knew it."

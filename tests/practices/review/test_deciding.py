"""Each step is decided once, by who may, on the text she read; and nothing is deleted by it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from wagtail.models import Comment, CommentReply, ModelLogEntry, TaskState

from practices.enums import Decision
from practices.enums import SubmissionState as State
from practices.submissions.conversation import remark
from practices.submissions.reviewing import Overtaken, assign, decide
from practices.submissions.states import NotNow
from tests.factories.members import representative
from tests.factories.people import person
from tests.factories.submissions import submission
from tests.practices.review.reading import counted, fresh, history, mails, page_of, seen

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> Any:
    return submission(state=State.SUBMITTED)


class TestApprove:
    def test_three_steps_publish_and_the_author_is_told_once(
        self, sent: Any, reviewer: Any, editor: Any
    ) -> None:
        for actor, state in (
            (reviewer, State.IN_REVIEW),
            (reviewer, State.IN_REVIEW),
            (editor, State.PUBLISHED),
        ):
            decide(sent.pk, Decision.APPROVE, actor=actor, **seen(sent))
            assert fresh(sent).state == state
        assert page_of(sent).live and fresh(sent).decided_at
        assert mails() == [("published", sent.author.email)]
        assert history(sent) == ["approve", "approve", "approve", "publish"]

    def test_what_was_remarked_is_done_with_and_stays(
        self, sent: Any, reviewer: Any, editor: Any
    ) -> None:
        remark(sent.pk, "summary", "How many?", actor=reviewer)
        for actor in (reviewer, reviewer, editor):
            assert Comment.objects.get().resolved_at is None
            decide(sent.pk, Decision.APPROVE, actor=actor, **seen(sent))
        assert Comment.objects.get().resolved_by == editor

    def test_the_history_says_which_step_was_approved(
        self, sent: Any, reviewer: Any, editor: Any
    ) -> None:
        for actor in (reviewer, reviewer, editor):
            decide(sent.pk, Decision.APPROVE, actor=actor, **seen(sent))
        entries = ModelLogEntry.objects.for_instance(fresh(sent)).order_by("pk")
        assert [str(entry.message) for entry in entries] == [
            "Approved: Completeness check",
            "Approved: Content review",
            "Approved: Approval",
            "Published",
        ]

    def test_it_is_found_in_the_very_next_request(
        self, sent: Any, reviewer: Any, editor: Any, committed: Committed
    ) -> None:
        address = "/en/search/?q=kitchen"
        assert "A house of languages" not in Client().get(address).content.decode()
        with committed():
            for actor in (reviewer, reviewer, editor):
                decide(sent.pk, Decision.APPROVE, actor=actor, **seen(sent))
        assert "A house of languages" in Client().get(address).content.decode()

    def test_with_a_time_to_come_it_is_approved_until_then(
        self, sent: Any, reviewer: Any, editor: Any
    ) -> None:
        draft = page_of(sent).get_latest_revision_as_object()
        draft.go_live_at = timezone.now() + timedelta(days=1)
        draft.save_revision()
        for actor in (reviewer, reviewer, editor):
            decide(sent.pk, Decision.APPROVE, actor=actor, **seen(sent))
        assert (fresh(sent).state, page_of(sent).live) == (State.APPROVED, False)
        revision = page_of(sent).latest_revision
        revision.publish()  # as the clock does
        assert fresh(sent).state == State.APPROVED
        draft = page_of(sent).get_latest_revision_as_object()
        draft.go_live_at = timezone.now() - timedelta(minutes=1)
        draft.save_revision().publish()
        assert fresh(sent).state == State.PUBLISHED
        assert mails() == [("published", sent.author.email)]


class TestWhoDecides:
    def test_the_last_step_is_not_a_reviewers(self, sent: Any, reviewer: Any) -> None:
        for _step in range(2):
            decide(sent.pk, Decision.APPROVE, actor=reviewer, **seen(sent))
        with pytest.raises(PermissionDenied):
            decide(sent.pk, Decision.APPROVE, actor=reviewer, **seen(sent))
        assert not page_of(sent).live

    def test_nobody_else_decides(self, sent: Any, reviewer: Any) -> None:
        closed = person("closed", "Reviewers", is_active=False)
        translator = person("translator", "Translators (tr)")
        for actor in (sent.author, representative(), closed, translator, person("nobody")):
            for decision in Decision:
                with pytest.raises(PermissionDenied):
                    decide(sent.pk, decision, actor=actor, reason="Mine.", **seen(sent))
            with pytest.raises(PermissionDenied):
                assign([sent.pk], reviewer, None, actor=actor)
        assert fresh(sent).state == State.SUBMITTED and not history(sent)


class TestOvertaken:
    def test_of_two_who_saw_the_same_step_one_decides(self, sent: Any, reviewer: Any) -> None:
        other = person("other", "Reviewers", first_name="Selin", last_name="Ak")
        both_saw = seen(sent)
        decide(sent.pk, Decision.APPROVE, actor=other, **both_saw)
        with pytest.raises(Overtaken, match="Selin Ak"):
            decide(sent.pk, Decision.APPROVE, actor=reviewer, **both_saw)
        assert page_of(sent).current_workflow_task.specific.stage == "content"

    def test_a_text_that_was_changed_is_not_approved_unread(self, sent: Any, reviewer: Any) -> None:
        had = seen(sent)
        page_of(sent).get_latest_revision_as_object().save_revision()
        with pytest.raises(Overtaken):
            decide(sent.pk, Decision.APPROVE, actor=reviewer, **had)
        assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS

    def test_nor_what_was_taken_back(self, sent: Any, reviewer: Any) -> None:
        from practices.submissions import acts

        had = seen(sent)
        acts.take_back(sent.pk, actor=sent.author)
        for decision in Decision:
            with pytest.raises(Overtaken):
                decide(sent.pk, decision, actor=reviewer, reason="Too late.", **had)
        assert fresh(sent).state == State.DRAFT

    def test_a_step_of_another_page_counts_for_nothing(self, sent: Any, reviewer: Any) -> None:
        other = submission(state=State.SUBMITTED)
        with pytest.raises(Overtaken):
            decide(sent.pk, Decision.APPROVE, actor=reviewer, **seen(other))


class TestRefusals:
    @pytest.mark.parametrize("decision", [Decision.REQUEST_CHANGES, Decision.DECLINE])
    def test_they_need_a_reason(self, sent: Any, reviewer: Any, decision: Decision) -> None:
        with pytest.raises(NotNow):
            decide(sent.pk, decision, actor=reviewer, reason="  ", **seen(sent))
        assert fresh(sent).state == State.SUBMITTED

    def test_changes_are_asked_for_by_a_day(self, sent: Any, reviewer: Any) -> None:
        day = date(2031, 5, 1)
        decide(
            sent.pk,
            Decision.REQUEST_CHANGES,
            actor=reviewer,
            reason="Say more.",
            due=day,
            **seen(sent),
        )
        row = fresh(sent)
        assert (row.state, row.reason, row.due) == (State.CHANGES_REQUESTED, "Say more.", day)
        # Wagtail's own mail, with a link into the admin, is not sent.
        assert mails() == [("changes_requested", sent.author.email)]

    def test_while_the_author_has_it_it_can_only_be_declined(
        self, sent: Any, reviewer: Any
    ) -> None:
        decide(sent.pk, Decision.REQUEST_CHANGES, actor=reviewer, reason="More.", **seen(sent))
        for decision in (Decision.APPROVE, Decision.REQUEST_CHANGES):
            with pytest.raises(NotNow):
                decide(sent.pk, decision, actor=reviewer, reason="Again.", **seen(sent))
        decide(sent.pk, Decision.DECLINE, actor=reviewer, reason="No answer.", **seen(sent))
        assert fresh(sent).state == State.DECLINED
        assert page_of(sent).current_workflow_state is None
        assert mails()[-1] == ("declined", sent.author.email)

    @pytest.mark.parametrize("decision", list(Decision))
    def test_nothing_is_deleted(self, sent: Any, reviewer: Any, decision: Decision) -> None:
        comment = remark(sent.pk, "summary", "Where?", actor=reviewer)
        CommentReply.objects.create(comment=comment, user=sent.author, text="Here.")
        Comment.objects.create(
            page=page_of(sent), user=reviewer, text="Done.", contentpath="title",
            resolved_at=timezone.now(),
        )  # fmt: skip
        before, answers = counted(), fresh(sent).answers
        decide(sent.pk, decision, actor=reviewer, reason="So.", **seen(sent))
        pages, revisions, comments = counted()
        assert (pages, comments) == (before[0], before[2]) and revisions >= before[1]
        assert CommentReply.objects.count() == 1 and fresh(sent).answers.items() >= answers.items()


class TestAssign:
    def test_many_at_once_and_only_what_is_with_the_union(self, sent: Any, reviewer: Any) -> None:
        other, gone = submission(state=State.IN_REVIEW), submission(state=State.DECLINED)
        day = date(2031, 5, 1)
        actor = person("chief", "Reviewers")
        assert assign([sent.pk, other.pk, gone.pk], reviewer, day, actor=actor) == 2
        row = fresh(sent)
        assert (row.state, row.reviewer, row.due) == (State.IN_REVIEW, reviewer, day)
        assert fresh(gone).reviewer is None
        assert mails() == [("assigned", reviewer.email)] * 2
        # Once more changes nothing, and bothers nobody.
        assign([sent.pk], reviewer, day, actor=actor)
        assert len(mails()) == 2 and history(sent) == ["assign"]

    def test_not_to_who_does_not_review(self, sent: Any, reviewer: Any) -> None:
        with pytest.raises(PermissionDenied):
            assign([sent.pk], sent.author, None, actor=reviewer)

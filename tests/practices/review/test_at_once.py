"""People who act at the same moment, each over a connection of her own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Page, TaskState, WorkflowState

from practices.enums import Decision
from practices.enums import SubmissionState as State
from practices.models import PracticePage
from practices.submissions import acts
from practices.submissions.conversation import remark
from practices.submissions.reviewing import assign, decide
from practices.submissions.states import NotNow
from tests.factories.members import representative
from tests.factories.pages import section
from tests.factories.people import person
from tests.factories.submissions import complete_answers, submission
from tests.practices.review.reading import fresh, page_of, seen

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[], Any]


def together(*acts: Act) -> list[str]:
    """Begin all of them together; what became of each."""
    barrier = Barrier(len(acts))

    def run(act: Act) -> str:
        barrier.wait()
        try:
            act()
        except NotNow as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(run, acts))


def test_of_all_who_decide_the_same_step_one_does() -> None:
    row = submission(state=State.SUBMITTED)
    both_saw = seen(row)
    decisions = [Decision.APPROVE, Decision.APPROVE, Decision.REQUEST_CHANGES, Decision.DECLINE]

    def act(number: int) -> Act:
        actor = person(f"reviewer-{number}", "Reviewers")
        return lambda: decide(row.pk, decisions[number], actor=actor, reason="So.", **both_saw)

    became = together(*(act(number) for number in range(len(decisions))))
    assert became == ["Overtaken", "Overtaken", "Overtaken", "done"]
    decided = TaskState.objects.exclude(status=TaskState.STATUS_IN_PROGRESS)
    assert decided.filter(pk=both_saw["task_state"]).count() == 1
    assert WorkflowState.objects.count() == 1


def test_the_last_approval_and_taking_it_back() -> None:
    row = submission(state=State.SUBMITTED)
    reviewer, editor = person("reviewer", "Reviewers"), person("editor", "Moderators")
    for _step in range(2):
        decide(row.pk, Decision.APPROVE, actor=reviewer, **seen(row))
    had = seen(row)
    became = together(
        lambda: decide(row.pk, Decision.APPROVE, actor=editor, **had),
        lambda: acts.take_back(row.pk, actor=row.author),
    )
    assert became in (["NotNow", "done"], ["Overtaken", "done"])
    expected = State.PUBLISHED if page_of(row).live else State.DRAFT
    assert fresh(row).state == expected


def test_a_form_sent_twice_and_by_a_colleague_makes_one_page() -> None:
    section()
    row = submission(answers=complete_answers())
    colleague = representative(row.organisation)
    senders = [row.author, row.author, colleague]
    became = together(*(lambda who=who: acts.submit(row.pk, actor=who) for who in senders))
    assert became == ["NotNow", "NotNow", "done"]
    assert PracticePage.objects.count() == WorkflowState.objects.count() == 1


def test_several_cities_at_once_each_get_a_place() -> None:
    section()
    rows = [submission(answers=complete_answers()) for _number in range(4)]
    became = together(*(lambda row=row: acts.submit(row.pk, actor=row.author) for row in rows))
    assert became == ["done"] * 4
    assert len({page_of(row).path for row in rows}) == 4 and not any(Page.find_problems())


def test_remarks_assignments_and_decisions_wait_for_each_other() -> None:
    row = submission(state=State.SUBMITTED)
    reviewer, other = person("reviewer", "Reviewers"), person("other", "Reviewers")
    had = seen(row)
    became = together(
        lambda: remark(row.pk, "title", "One.", actor=reviewer),
        lambda: remark(row.pk, "title", "Two.", actor=other),
        lambda: assign([row.pk], other, None, actor=reviewer),
        lambda: decide(row.pk, Decision.APPROVE, actor=reviewer, **had),
        lambda: page_of(row).get_latest_revision_as_object().save_revision(),
    )
    assert became.count("done") >= 4
    assert page_of(row).wagtail_admin_comments.count() == 2
    assert fresh(row).state == State.IN_REVIEW and fresh(row).reviewer == other

"""Remarks at the fields, seen by both sides, in the admin too, and lost by neither."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Comment, PageLogEntry

from practices.enums import SubmissionState as State
from practices.submissions import acts
from practices.submissions.conversation import (
    answer,
    comments_at,
    open_remarks,
    remark,
    settle,
)
from practices.submissions.states import NotNow
from tests.factories.members import representative
from tests.factories.pages import section
from tests.factories.people import person
from tests.factories.submissions import ACTIVITY, RESULT, complete_answers, submission
from tests.practices.review.reading import fresh, history, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> Any:
    section()
    row = submission(answers=complete_answers())
    return acts.submit(row.pk, actor=row.author)


@pytest.mark.parametrize(
    "path", ["title", "cities", f"activities.{ACTIVITY}.text", f"results.{RESULT}"]
)
def test_it_stands_at_its_field_for_both_sides(sent: Any, reviewer: Any, path: str) -> None:
    made = remark(sent.pk, path, " How many? ", actor=reviewer)
    answer(made.pk, "Three hundred.", actor=sent.author)
    [said] = comments_at(page_of(sent))[path]
    assert (said.text, said.user, said.settled_at) == ("How many?", reviewer, None)
    assert [(reply.text, reply.user) for reply in said.replies] == [("Three hundred.", sent.author)]
    # Wagtail's editor shows those whose place it knows.
    draft = page_of(sent).get_latest_revision_as_object()
    assert Comment.objects.get().has_valid_contentpath(draft)
    logged = PageLogEntry.objects.filter(action__startswith="wagtail.comments").order_by("pk")
    assert [entry.action for entry in logged] == [
        "wagtail.comments.create",
        "wagtail.comments.create_reply",
    ]


def test_the_first_one_begins_the_review(sent: Any, reviewer: Any) -> None:
    remark(sent.pk, "title", "A question of mine.", actor=sent.author)
    assert fresh(sent).state == State.SUBMITTED
    remark(sent.pk, "title", "Good.", actor=reviewer)
    assert fresh(sent).state == State.IN_REVIEW and history(sent)[-1] == "open"


def test_a_settled_one_stays_through_every_version(sent: Any, reviewer: Any) -> None:
    made = remark(sent.pk, f"activities.{ACTIVITY}", "Since when?", actor=reviewer)
    settle(made.pk, actor=reviewer)
    assert open_remarks(page_of(sent)) == 0
    acts.take_back(sent.pk, actor=sent.author)
    row = fresh(sent)
    row.answers["activities"] = [
        {"id": RESULT, "type": "activity", "title": "Other", "text": "Something else."}
    ]
    row.save()
    acts.submit(sent.pk, actor=sent.author)
    [said] = comments_at(page_of(sent))[f"activities.{ACTIVITY}"]
    assert said.settled_at and said.settled_by == reviewer


def test_nothing_is_said_of_what_is_not_there(sent: Any, reviewer: Any) -> None:
    for path in ("nonsense", f"activities.{RESULT}", f"activities.{ACTIVITY}.nonsense"):
        with pytest.raises(NotNow):
            remark(sent.pk, path, "Where?", actor=reviewer)
    with pytest.raises(NotNow):
        remark(sent.pk, "title", "   ", actor=reviewer)
    with pytest.raises(NotNow):
        answer(0, "Whom?", actor=reviewer)
    assert not Comment.objects.exists()


def test_strangers_neither_speak_nor_settle(sent: Any, reviewer: Any) -> None:
    made = remark(sent.pk, "title", "How?", actor=reviewer)
    for actor in (representative(), person("nobody"), person("t", "Translators (tr)")):
        with pytest.raises(PermissionDenied):
            remark(sent.pk, "title", "Me too.", actor=actor)
        with pytest.raises(PermissionDenied):
            answer(made.pk, "Me too.", actor=actor)
        with pytest.raises(PermissionDenied):
            settle(made.pk, actor=actor)
    with pytest.raises(PermissionDenied):
        settle(made.pk, actor=sent.author)
    assert Comment.objects.count() == 1 and not made.replies.exists()


def test_comments_of_other_pages_are_not_answered_here(sent: Any, reviewer: Any) -> None:
    other = Comment.objects.create(
        page=section(), user=reviewer, text="Elsewhere.", contentpath="title"
    )
    with pytest.raises(PermissionDenied):
        answer(other.pk, "Here.", actor=reviewer)

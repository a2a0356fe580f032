"""What the walk has found, each by itself."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment

from practices.enums import SubmissionState as State
from practices.models import Submission
from practices.submissions import acts
from practices.submissions.conversation import remark
from tests.factories.members import representative
from tests.factories.people import person
from tests.factories.submissions import submission
from tests.practices.desk.forms import browser, filled, opened, step_address
from tests.practices.review.reading import seen
from tests.practices.walk.people import People

pytestmark = pytest.mark.django_db


def test_a_remark_on_what_was_taken_back_meanwhile_is_refused_and_kept() -> None:
    row = submission(state=State.SUBMITTED)
    client = browser(person("walk-reviewer", "Reviewers"))
    acts.take_back(row.pk, actor=row.author)
    typed = {"act": "remark", "path": "title", "text": "Which house?"}
    answer = client.post(reverse("practice_review:submission", args=[row.pk]), typed)
    assert answer.status_code == 422
    assert "Which house?" in answer.content.decode()
    assert not row.page.wagtail_admin_comments.exists()


def test_an_answer_that_arrives_logged_out_is_sent_though_the_text_is_closed_by_now() -> None:
    author = representative()
    row = submission(author=author, state=State.CHANGES_REQUESTED)
    comment = remark(row.pk, "title", "Which house?", actor=person("walk-reviewer", "Reviewers"))
    form = filled(opened(browser(author), step_address(row)), **{f"answer-{comment.pk}": "Ours."})
    client = Client()
    client.post(step_address(row), form)
    Submission.objects.filter(pk=row.pk).update(state=State.IN_REVIEW)
    People.log_in(client, author, step_address(row))
    assert client.get(step_address(row)).status_code == 302
    assert comment.replies.get().text == "Ours."


def test_a_text_of_hers_that_the_union_replaced_is_among_the_earlier_ones() -> None:
    row = submission(state=State.PUBLISHED)
    draft = row.page.get_latest_revision_as_object()
    draft.title = "As an editor who had an older text before her saved it"
    draft.save_revision().publish()
    acts.propose_update(row.pk, actor=row.author)
    kept = row.superseded.filter(path="title").values_list("text", flat=True)
    assert list(kept) == ["A house of languages"]


def test_a_reason_that_came_too_late_is_shown_again() -> None:
    row = submission(state=State.SUBMITTED)
    had = seen(row)
    acts.take_back(row.pk, actor=row.author)
    client = browser(person("walk-reviewer", "Reviewers"))
    typed = {**had, "decision": "decline", "reason": "Not a practice."}
    answer = client.post(reverse("practice_review:submission", args=[row.pk]), typed)
    assert answer.status_code == 409
    assert "Not a practice." in answer.content.decode()


def test_an_answer_to_a_remark_that_is_gone_is_kept() -> None:
    author = representative()
    row = submission(author=author, state=State.CHANGES_REQUESTED)
    comment = remark(row.pk, "title", "Which house?", actor=person("walk-reviewer", "Reviewers"))
    client = browser(author)
    form = filled(opened(client, step_address(row)), **{f"answer-{comment.pk}": "Ours."})
    Comment.objects.filter(pk=comment.pk).delete()
    client.post(step_address(row), form)
    page = client.get(reverse("submissions:earlier", args=[row.pk])).content.decode()
    assert "Answer to a remark" in page
    assert "Ours." in page

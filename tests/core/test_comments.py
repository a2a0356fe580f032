"""Saving and publishing a draft deletes no comment but those taken away on purpose."""

from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Comment, CommentReply

from tests.factories.pages import PracticePageFactory
from tests.translations.people import superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Any:
    practice = PracticePageFactory.create()
    practice.save_revision()
    return practice


def comment(page: Any, text: str, **values: Any) -> Comment:
    found: Comment = Comment.objects.create(
        page=page, user=superuser(), text=text, contentpath="summary", **values
    )
    return found


def texts(page: Any) -> set[str]:
    return set(Comment.objects.filter(page=page).values_list("text", flat=True))


def test_a_resolved_comment_stays(page: Any) -> None:
    comment(page, "resolved", resolved_at=timezone.now(), resolved_by=superuser())
    comment(page, "open")
    page.get_latest_revision_as_object().save_revision()
    assert texts(page) == {"resolved", "open"}
    page.get_latest_revision_as_object().save_revision().publish()
    assert texts(page) == {"resolved", "open"}


def test_one_that_arrives_while_somebody_writes_stays(page: Any) -> None:
    comment(page, "before")
    draft = page.get_latest_revision_as_object()
    comment(page, "meanwhile")
    draft.save_revision()
    assert texts(page) == {"before", "meanwhile"}


def test_a_reply_that_arrives_meanwhile_stays(page: Any) -> None:
    asked = comment(page, "asked")
    draft = page.get_latest_revision_as_object()
    CommentReply.objects.create(comment=asked, user=superuser(), text="answered")
    draft.save_revision()
    assert [reply.text for reply in CommentReply.objects.filter(comment=asked)] == ["answered"]


def test_one_taken_away_on_purpose_is_gone(page: Any) -> None:
    comment(page, "away")
    comment(page, "stays")
    draft = page.get_latest_revision_as_object()
    draft.wagtail_admin_comments.remove(draft.wagtail_admin_comments.get(text="away"))
    comment(page, "meanwhile")
    draft.save_revision()
    assert texts(page) == {"stays", "meanwhile"}


def test_a_page_saved_twice_keeps_what_came_in_between(page: Any) -> None:
    comment(page, "first")
    draft = page.get_latest_revision_as_object()
    draft.save_revision()
    comment(page, "second")
    draft.save_revision()
    assert texts(page) == {"first", "second"}

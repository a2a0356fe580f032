"""Submissions for the demonstration: something to do for representatives and for reviewers."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth import get_user_model
from django.utils import timezone

from core.signals import demonstration_loaded
from members.people import membership_of
from practices.enums import Decision
from practices.enums import SubmissionState as State
from practices.models import PracticePage, Submission
from practices.submissions import acts, drafts
from practices.submissions.conversation import remark
from practices.submissions.reviewing import assign, decide

FILE = Path(__file__).with_name("submissions.toml")
REVIEWER = "reviewer"
DAYS = 14


def load(**kwargs: Any) -> None:
    """Add the submissions that are missing, as their authors and the reviewer would."""
    for entry in tomllib.loads(FILE.read_text())["submission"]:
        key = uuid5(NAMESPACE_URL, f"meydan:demonstration:{entry['key']}")
        if not Submission.objects.filter(pk=key).exists():
            _load(key, entry)


def _load(key: Any, entry: dict[str, Any]) -> None:
    author = _account(entry["author"])
    submission = drafts.begin(key, membership_of(author), language=entry["language"])
    shown = drafts.digests(submission.answers, entry["answers"])
    drafts.save(key, entry["answers"], shown, actor=author)
    state = entry.get("state", State.DRAFT)
    if state == State.DRAFT:
        return
    acts.submit(key, actor=author)
    reviewer = _account(REVIEWER)
    due = timezone.localdate() + timedelta(days=DAYS)
    assign([key], reviewer, due, actor=reviewer)
    if state == State.CHANGES_REQUESTED:
        _ask_for_changes(key, entry["remark"], reviewer)


def _ask_for_changes(key: Any, remarks: list[dict[str, str]], reviewer: Any) -> None:
    for one in remarks:
        remark(key, one["path"], one["text"], actor=reviewer)
    page = PracticePage.objects.get(submission=key)
    revision: Any = page.latest_revision_id
    decide(
        key,
        Decision.REQUEST_CHANGES,
        actor=reviewer,
        task_state=page.current_workflow_task_state.pk,
        revision=revision,
        reason="A good case. Two places need a little more before it can go on.",
        due=timezone.localdate() + timedelta(days=DAYS),
    )


def _account(name: str) -> Any:
    return get_user_model()._default_manager.get(username=name)


demonstration_loaded.connect(load, dispatch_uid="submissions of the demonstration")

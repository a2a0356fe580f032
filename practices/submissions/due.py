"""Reminders of what waits for somebody: found once a day, each written once.

What was written stands in the submission's history, in the transaction of the mails. That is the
memory: a worker that dies loses and repeats nothing.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import ModelLogEntry

from core.signals import periodic
from practices.enums import SubmissionState as State
from practices.models import Submission
from practices.submissions import letters
from practices.submissions.rights import WAITING
from practices.submissions.states import note

logger = logging.getLogger(__name__)

MORNING = 6  # o'clock in the site's time zone
AT_ONCE = 200  # submissions looked at in one query
MOST = 100  # reminders in one round; the next minute has its own
ROUND_OF = "practices:reminded"
ACTION = "practices.remind"  # its data: `reminder`, the day it was `about`, written `on`

REVIEW_SOON, ANSWER_SOON = timedelta(days=1), timedelta(days=3)
ASKED, UNTOUCHED, AGAIN = timedelta(days=14), timedelta(days=60), timedelta(days=30)

# By submission, reminder and the day it was about: the day it was written.
Told = dict[tuple[str, str, str], date]


@dataclass(frozen=True)
class Reminder:
    """Something to be reminded of, at most once for each day that it is `about`."""

    name: str
    about: F | TruncDate
    found: Callable[[date], Q]
    write: Callable[[Submission, date], bool]
    # Another one that was written some time before.
    after: str = ""


def _answer_is_due(today: date) -> Q:
    return Q(due__range=(today, today + ANSWER_SOON))


def _is_to_be_confirmed(today: date) -> Q:
    return Q(state=State.PUBLISHED, page__live=True, page__review_by__lte=today)


REMINDERS = (
    Reminder(
        "review-soon",
        F("due"),
        lambda today: Q(
            state__in=WAITING, reviewer__isnull=False, due__range=(today, today + REVIEW_SOON)
        ),
        letters.review_is_due,
    ),
    Reminder(
        "review-overdue",
        F("due"),
        lambda today: Q(state__in=WAITING, reviewer__isnull=False, due__lt=today),
        letters.review_is_due,
    ),
    Reminder(
        "changes-soon",
        F("due"),
        lambda today: Q(state=State.CHANGES_REQUESTED) & _answer_is_due(today),
        letters.changes_are_due,
    ),
    Reminder(
        "changes-asked",
        TruncDate("since"),
        lambda today: (
            Q(state=State.CHANGES_REQUESTED, since__date__lte=today - ASKED)
            & ~_answer_is_due(today)
        ),
        letters.changes_are_due,
    ),
    Reminder(
        "draft",
        # It never changes: one reminder is all that a draft gets.
        TruncDate("created_at"),
        lambda today: Q(
            state=State.DRAFT,
            saved_at__date__lte=today - UNTOUCHED,
            since__date__lte=today - UNTOUCHED,
        ),
        letters.draft_waits,
    ),
    Reminder("valid", F("page__review_by"), _is_to_be_confirmed, letters.still_valid),
    Reminder(
        "valid-again",
        F("page__review_by"),
        _is_to_be_confirmed,
        letters.still_valid,
        after="valid",
    ),
)


@receiver(periodic)
def time_passed(**kwargs: Any) -> None:
    """The worker's turn."""
    remind(timezone.localtime())


@hooks.register("register_log_actions")
def acts(actions: Any) -> None:
    """What the history tells."""
    actions.register_action(ACTION, _("Remind"), _("A reminder was sent"))


def remind(now: datetime) -> None:
    """Write the reminders of a day, from the morning on, unless all are written."""
    today = now.date()
    if now.hour < MORNING or cache.get(ROUND_OF) == today.isoformat():
        return
    left = MOST
    for reminder in REMINDERS:
        for pk in _called_for(reminder, today):
            if not left:
                return
            left -= _write(reminder, pk, today)
    # Forgotten, it costs a few queries.
    cache.set(ROUND_OF, today.isoformat(), timedelta(days=1).total_seconds())


def _called_for(reminder: Reminder, today: date) -> Iterator[UUID]:
    rows = _found(reminder, today).order_by("pk").values_list("pk", "about")
    chunk = list(rows[:AT_ONCE])
    while chunk:
        told = _told(pk for pk, _about in chunk)
        yield from (pk for pk, about in chunk if _is_new(reminder, pk, about, told, today))
        chunk = list(rows.filter(pk__gt=chunk[-1][0])[:AT_ONCE])


def _write(reminder: Reminder, pk: UUID, today: date) -> bool:
    """Whether one was written: not where everything has changed, or nobody wants it."""
    try:
        with transaction.atomic():
            # Of two workers, and of whoever does what it is about, one comes after the other.
            found = _found(reminder, today).select_for_update(of=("self",))
            submission = found.filter(pk=pk).first()
            if submission is None:
                return False
            about: date = submission.about
            if not _is_new(reminder, pk, about, _told([pk]), today):
                return False
            if not reminder.write(submission, today):
                return False
            days = {"about": about.isoformat(), "on": today.isoformat()}
            note(submission, "remind", actor=None, reminder=reminder.name, **days)
            return True
    except Exception:  # one that fails keeps nobody else from hers; tomorrow it is tried again
        logger.exception("A reminder (%s) of submission %s failed", reminder.name, pk)
        return False


def _found(reminder: Reminder, today: date) -> QuerySet[Any]:
    found = Submission.objects.filter(reminder.found(today))
    dated: QuerySet[Any] = found.annotate(about=reminder.about)
    return dated


def _told(pks: Iterable[UUID]) -> Told:
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Submission),
        object_id__in=[str(pk) for pk in pks],
        action=ACTION,
    )
    return {
        (pk, data["reminder"], data["about"]): date.fromisoformat(data["on"])
        for pk, data in entries.values_list("object_id", "data")
    }


def _is_new(reminder: Reminder, pk: UUID, about: date, told: Told, today: date) -> bool:
    """Whether it was not written yet, and what it comes after was, long enough ago."""
    day = about.isoformat()
    if (str(pk), reminder.name, day) in told:
        return False
    first = told.get((str(pk), reminder.after, day))
    return not reminder.after or (first is not None and first <= today - AGAIN)

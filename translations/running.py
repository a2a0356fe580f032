"""Working a job off, one translation after another, so that a killed worker leaves nothing half."""

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from translations import machine, review, updating
from translations.creating import create
from translations.enums import Action, Outcome
from translations.models import Job, JobItem
from translations.states import pages_of

logger = logging.getLogger(__name__)

# A run that has said nothing for so long is dead: another one goes on in its place.
SILENCE = timedelta(seconds=60)

ACTS: Mapping[str, Callable[..., int]] = {
    Action.UPDATE: updating.bring_up_to_date,
    Action.RESTART: updating.restart,
    Action.MACHINE: machine.fill,
    Action.PUBLISH: review.publish,
}


class NotBegunError(Exception):
    """There is no translation yet."""


class ReplacedError(Exception):
    """Another run does the job by now."""


def run(job_id: UUID) -> None:
    """Do what is left of a job, unless another run is at it."""
    runner = uuid4()
    if not _claim(job_id, runner):
        return
    job = Job.objects.select_related("started_by__wagtail_userprofile").get(pk=job_id)
    profile = getattr(job.started_by, "wagtail_userprofile", None)
    # What failed is told in the language of who asked for it.
    with override(profile.get_preferred_language() if profile else None):
        while item := _next(job, runner):
            try:
                _work_off(item, job, runner)
            except ReplacedError:
                return


def _claim(job_id: UUID, runner: UUID) -> bool:
    now = timezone.now()
    free = Q(runner=None) | Q(heartbeat__lt=now - SILENCE)
    open_ones = Job.objects.filter(free, pk=job_id, finished_at=None, stopped=False)
    return bool(open_ones.update(runner=runner, heartbeat=now))


def _next(job: Job, runner: UUID) -> JobItem | None:
    """What to do now; None if there is nothing left, or the job is another run's or stopped."""
    own = Job.objects.filter(pk=job.pk, runner=runner, stopped=False)
    if not own.update(heartbeat=timezone.now()):
        return None
    waiting = job.items.filter(outcome=Outcome.WAITING).select_related("record__page")
    item: JobItem | None = waiting.order_by("pk").first()
    if item is None:
        own.update(finished_at=timezone.now())
    return item


def _work_off(item: JobItem, job: Job, runner: UUID) -> None:
    """Do one translation, and note that it is done in the same transaction.

    A machine is asked outside of any; what it did is not done twice, since nothing waits for it
    any more.
    """
    alone: AbstractContextManager[Any] = (
        nullcontext() if job.action == Action.MACHINE else transaction.atomic()
    )
    try:
        with alone:
            outcome = Outcome.DONE if act(item, job) else Outcome.UNCHANGED
            _note(item, runner, outcome)
    except ReplacedError:
        raise
    except Exception as error:
        logger.exception("%s failed for %s in %s.", job.action, item.record_id, item.language)
        _note(item, runner, Outcome.FAILED, _reason(error))


@transaction.atomic
def _note(item: JobItem, runner: UUID, outcome: Outcome, reason: str = "") -> None:
    # Whoever would take the job over waits for this row, and finds the item done.
    if not Job.objects.filter(pk=item.job_id, runner=runner).update(heartbeat=timezone.now()):
        raise ReplacedError
    JobItem.objects.filter(pk=item.pk).update(outcome=outcome, reason=reason)


def act(item: JobItem, job: Job) -> int:
    """Do what the job is for to one translation; whether there was anything to do.

    Raises:
        PermissionDenied: who started the job may not do it, or no longer.
        NotBegunError: there is no translation yet.
    """
    # What a user may do is remembered with her: ask for both again.
    actor = type(job.started_by)._default_manager.get(pk=job.started_by_id)
    original, *translations = pages_of(item.record.page.specific_class, item.record_id)
    page = next((one for one in translations if one.locale.language_code == item.language), None)
    if job.action == Action.CREATE:
        if page is None:
            create(original, item.language, actor=actor)
        return page is None
    if page is None:
        raise NotBegunError
    return ACTS[job.action](page, actor=actor)


def _reason(error: Exception) -> str:
    if isinstance(error, PermissionDenied):
        return str(error) or _("Whoever started this may not do it.")
    if isinstance(error, NotBegunError):
        return _("The translation has not been begun.")
    if isinstance(error, machine.MachineError):
        return str(error)
    return _("It failed. The log says why.")

"""The short form: the union is told that a practice is coming, before it is complete."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practices.enums import SubmissionState as State
from practices.steps import Problem, Short, Step
from practices.steps.needs import REQUIRED
from practices.steps.paths import anchor_of
from practices.submissions import letters
from practices.submissions.completeness import is_filled
from practices.submissions.states import NotNow, note, own


def missing(step: Step) -> list[Problem]:
    """What the short form still needs, in the order of its page."""
    return [
        Problem(name, str(REQUIRED[name]), anchor_of(name), str(step.form.fields[name].label))
        for name in step.names
        if name in REQUIRED and not is_filled(step.typed(), name)
    ]


@transaction.atomic
def announce(pk: UUID, *, actor: Any) -> None:
    """Tell the union, once; the draft stays open and is sent when it is complete.

    Raises:
        PermissionDenied: the actor does not represent the municipality.
        NotNow: it is no draft, or something is missing.
    """
    submission = own(pk, actor)
    if submission.announced_at:
        return
    if submission.state != State.DRAFT:
        raise NotNow(_("The union knows of it already."))
    if missing(Short(submission.answers, language=submission.language)):
        raise NotNow(_("Something is still missing. Please fill it in, and send again."))
    submission.announced_at = timezone.now()
    submission.save(update_fields=["announced_at"])
    note(submission, "announce", actor=actor)
    letters.announced(submission, actor=actor)

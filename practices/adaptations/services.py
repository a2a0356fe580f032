"""What may be done with an adaptation: by its city, by that of the practice, by the union."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from members.people import membership_of
from practices.adaptations import letters
from practices.adaptations.enums import AdaptationState as State
from practices.adaptations.sources import source
from practices.models import Adaptation
from practices.models.adaptation import PUBLIC
from taxonomy.models import Organisation

JUDGEMENTS = (State.OPEN, State.CONFIRMED, State.HIDDEN)


class RefusedError(Exception):
    """What was asked for cannot be; the text says why, in the reader's language."""


class RecordedAlreadyError(RefusedError):
    """The city has said so before."""

    def __init__(self, adaptation: Adaptation) -> None:
        super().__init__(_("Your city has recorded this already."))
        self.adaptation = adaptation


@dataclass(frozen=True)
class Statement:
    """What a city says of it; `language` is that of its words."""

    stage: str
    changed: str
    contact_name: str
    language: str


@transaction.atomic
def record(practice: UUID, statement: Statement, *, actor: Any) -> Adaptation:
    """Say that the actor's city adapts a practice; the city of the practice is told, once.

    Raises:
        PermissionDenied: the actor represents no municipality.
        RecordedAlreadyError: it has said so, and has not taken it back.
        RefusedError: the practice is not public, or its own.
    """
    organisation = _organisation_of(actor)
    found = source(practice)
    if found is None:
        raise RefusedError(_("This practice is not public at present."))
    if found.organisation == organisation:
        raise RefusedError(_("This practice is your own city’s."))
    ever = Adaptation.objects.filter(practice=practice, organisation=organisation)
    is_new = not ever.exists()
    adaptation = Adaptation(
        practice=practice, organisation=organisation, city=organisation.city, created_by=actor
    )
    _take(adaptation, statement)
    try:
        with transaction.atomic():
            adaptation.save()
    except IntegrityError:
        standing = ever.standing().first()
        if standing is None:
            raise
        raise RecordedAlreadyError(standing) from None
    _note(adaptation, "adapt", actor)
    if is_new and found.organisation:
        letters.recorded(adaptation, found.organisation)
    return adaptation


@transaction.atomic
def change(pk: int, statement: Statement, *, actor: Any) -> Adaptation:
    """Say anew how far the actor's city is.

    Raises:
        PermissionDenied: the adaptation is not its, or was withdrawn.
    """
    adaptation = _own(pk, actor)
    _take(adaptation, statement)
    adaptation.save()
    _note(adaptation, "change_adaptation", actor)
    return adaptation


@transaction.atomic
def withdraw(pk: int, *, actor: Any) -> Adaptation:
    """Take it back; the row stays, and the city may record it anew.

    Raises:
        PermissionDenied: the adaptation is not its city's, or was withdrawn.
        RefusedError: the union has hidden it, which recording it anew would undo.
    """
    adaptation = _own(pk, actor)
    if adaptation.state == State.HIDDEN:
        raise RefusedError(_("The union has hidden this. Ask the union if you think it is right."))
    adaptation.state = State.WITHDRAWN
    adaptation.save(update_fields=["state"])
    _note(adaptation, "withdraw_adaptation", actor)
    return adaptation


@transaction.atomic
def object_to(pk: int, text: str, *, actor: Any) -> Adaptation:
    """Tell the union that a city does not adapt the practice of the actor's, and why.

    Raises:
        PermissionDenied: the practice is not of the actor's city, or readers do not see it.
    """
    organisation = _organisation_of(actor)
    adaptation = _locked(pk)
    found = source(adaptation.practice)
    if found is None or found.organisation != organisation or adaptation.state not in PUBLIC:
        raise PermissionDenied
    adaptation.objection = text
    adaptation.save(update_fields=["objection"])
    _note(adaptation, "object_to_adaptation", actor)
    letters.objected(adaptation, organisation)
    return adaptation


@transaction.atomic
def judge(pk: int, state: State, *, actor: Any) -> Adaptation:
    """For the union: confirm it, hide it from readers, or neither.

    Raises:
        PermissionDenied: the actor may not, or the city has withdrawn it.
    """
    if not actor.has_perm("practices.change_adaptation") or state not in JUDGEMENTS:
        raise PermissionDenied
    adaptation = _locked(pk)
    if adaptation.state == State.WITHDRAWN:
        raise PermissionDenied
    if adaptation.state != state:
        adaptation.state = state
        adaptation.save(update_fields=["state"])
        _note(adaptation, "judge_adaptation", actor, state=state.value)
    return adaptation


def _organisation_of(actor: Any) -> Organisation:
    membership = membership_of(actor)
    if membership is None:
        raise PermissionDenied
    organisation: Organisation = membership.organisation
    return organisation


def _own(pk: int, actor: Any) -> Adaptation:
    adaptation = _locked(pk)
    is_own = adaptation.organisation_id == _organisation_of(actor).pk
    if not is_own or adaptation.state == State.WITHDRAWN:
        raise PermissionDenied
    return adaptation


def _locked(pk: int) -> Adaptation:
    rows = Adaptation.objects.select_for_update(of=("self",)).select_related("organisation")
    adaptation: Adaptation | None = rows.filter(pk=pk).first()
    if adaptation is None:
        raise PermissionDenied
    return adaptation


def _take(adaptation: Adaptation, statement: Statement) -> None:
    adaptation.stage = statement.stage
    adaptation.changed = statement.changed
    adaptation.contact_name = statement.contact_name
    adaptation.language = statement.language
    adaptation.changed_at = timezone.now()


def _note(adaptation: Adaptation, what: str, actor: Any, **data: Any) -> None:
    details = {"practice": str(adaptation.practice), **data}
    log(adaptation, f"practices.{what}", user=actor, data=details)

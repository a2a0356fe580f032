"""Write to the other side: who may, once for each form, and told by mail."""

from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from members.messages.tasks import tell
from members.models import Membership, Message, Thread
from members.people import RefusedError, is_union
from taxonomy.models import Organisation


@transaction.atomic
def begin(
    key: UUID,
    organisation: Organisation,
    subject: str,
    text: str,
    *,
    actor: Any,
    for_union: bool = False,
) -> Thread:
    """Begin a thread; the same form, municipality by municipality, is the same thread.

    Gone back to and changed, it is another: what it says now is not written yet.

    Raises:
        PermissionDenied: unless the actor represents this municipality or, `for_union`, looks
            after the members.
    """
    _check(actor, organisation, for_union)
    thread, is_new = Thread.objects.get_or_create(
        pk=uuid5(key, f"{organisation.pk}\n{subject}\n{text}"),
        defaults={"organisation": organisation, "subject": subject},
    )
    if is_new:
        _write(thread, key, text, actor, for_union)
    return thread


@transaction.atomic
def answer(
    key: UUID, pk: UUID, text: str, seen: int, *, actor: Any, for_union: bool = False
) -> Message:
    """Write in a thread; the same key and text are the same message.

    `seen` is the number of the last message that the writer had before her.

    Raises:
        PermissionDenied: as `begin`.
        RefusedError: where somebody else has written meanwhile.
    """
    thread = _locked(pk)
    _check(actor, thread.organisation, for_union)
    # A form that was gone back to and changed says something else under the same key.
    own_key = uuid5(key, text)
    written: Message | None = thread.messages.filter(key=own_key).first()
    if written is None:
        _check_seen(thread, seen, actor)
        written = _write(thread, own_key, text, actor, for_union)
    return written


@transaction.atomic
def settle(pk: UUID, seen: int, *, actor: Any) -> None:
    """For the union: what the municipality wrote needs no answer.

    Raises:
        PermissionDenied: unless the actor looks after the members.
        RefusedError: where somebody else has written meanwhile.
    """
    thread = _locked(pk)
    _check(actor, thread.organisation, for_union=True)
    _check_seen(thread, seen, actor)
    if thread.waiting_since:
        thread.waiting_since = None
        thread.save(update_fields=["waiting_since"])
        _note(thread, "settle_thread", actor)


@transaction.atomic
def reopen(pk: UUID, *, actor: Any) -> None:
    """For the union: what the municipality wrote last does wait for an answer.

    Raises:
        PermissionDenied: unless the actor looks after the members.
    """
    thread = _locked(pk)
    _check(actor, thread.organisation, for_union=True)
    last = thread.messages.filter(from_union=False).last()
    if last and thread.waiting_since is None:
        thread.waiting_since = last.written_at
        thread.save(update_fields=["waiting_since"])
        _note(thread, "reopen_thread", actor)


def _write(thread: Thread, key: UUID, text: str, actor: Any, for_union: bool) -> Message:
    now = timezone.now()
    message = Message.objects.create(
        thread=thread, key=key, author=actor, from_union=for_union, text=text, written_at=now
    )
    thread.last_at = now
    thread.waiting_since = None if for_union else thread.waiting_since or now
    thread.save(update_fields=["last_at", "waiting_since"])
    _note(thread, "write_message", actor)
    tell.enqueue(message.pk)
    return message


def _locked(pk: UUID) -> Thread:
    """One message at a time, so that their numbers tell their order to every reader."""
    rows = Thread.objects.select_for_update(of=("self",)).select_related("organisation")
    thread: Thread | None = rows.filter(pk=pk).first()
    if thread is None:
        raise PermissionDenied
    return thread


def _check(actor: Any, organisation: Organisation, for_union: bool) -> None:
    # Read again: a colleague may just have removed her.
    own = Membership.objects.active().filter(organisation=organisation, user=actor)
    if not (is_union(actor) if for_union else own.exists()):
        raise PermissionDenied


def _check_seen(thread: Thread, seen: int, actor: Any) -> None:
    if thread.messages.filter(pk__gt=seen).exclude(author=actor).exists():
        raise RefusedError(
            _("Somebody has written meanwhile. Read it, then send yours if it is still right.")
        )


def _note(thread: Thread, act: str, actor: Any) -> None:
    log(thread.organisation, f"members.{act}", user=actor, data={"thread": str(thread.pk)})

"""What may be done with a list, by its keeper alone."""

import secrets
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.i18n import format_number
from shelves.keepers import Keeper
from shelves.models import LONGEST_NOTE, Shelf, ShelfItem

MOST_SHELVES, MOST_ITEMS = 50, 200


class RefusedError(Exception):
    """What was asked for cannot be; the text says why, in the reader's language."""


@transaction.atomic
def create(name: str, *, actor: Keeper) -> Shelf:
    """A new list; the one of this name, if there is one.

    Raises:
        RefusedError: there are too many.
    """
    known = actor.shelves().filter(name=name).first()
    if known is not None:
        return known
    if actor.shelves().count() >= MOST_SHELVES:
        reason = _("You have %(number)s lists. Delete one before you make another.")
        raise RefusedError(reason % {"number": _number(MOST_SHELVES)})
    return Shelf.objects.create(owner=actor.user, visitor=actor.visitor, name=name)


@transaction.atomic
def keep(record: UUID, note: str, pk: int, *, actor: Keeper) -> Shelf:
    """Put a record at the end of a list; a note is added to the one that stands there.

    Raises:
        Shelf.DoesNotExist: it is not the actor's.
        RefusedError: the list is full, or both notes together are too long.
    """
    shelf = _locked(pk, actor)
    item = shelf.items.filter(record=record).first()
    if item is None:
        if shelf.items.count() >= MOST_ITEMS:
            reason = _("There are %(number)s records on this list. Choose another one.")
            raise RefusedError(reason % {"number": _number(MOST_ITEMS)})
        item = ShelfItem(shelf=shelf, record=record, position=_end_of(shelf))
    # Sent twice, it is there once.
    if note and not f"\n{item.note}".endswith(f"\n{note}"):
        item.note = f"{item.note}\n{note}".strip()
    if len(item.note) > LONGEST_NOTE:
        raise RefusedError(_("Together with your note that is there already, it is too long."))
    item.save()
    return shelf


@transaction.atomic
def keep_on_new(record: UUID, note: str, name: str, *, actor: Keeper) -> Shelf:
    """Put a record on a list that is made for it, or on the one of this name.

    Raises:
        RefusedError: there are too many lists, or that one is full.
    """
    return keep(record, note, create(name, actor=actor).pk, actor=actor)


@transaction.atomic
def rename(pk: int, name: str, *, actor: Keeper) -> None:
    """Call a list something else.

    Raises:
        Shelf.DoesNotExist: it is not the actor's.
    """
    shelf = _locked(pk, actor)
    shelf.name = name
    shelf.save(update_fields=["name"])


@transaction.atomic
def delete(pk: int, *, actor: Keeper) -> None:
    """Delete a list with its notes, for good.

    Raises:
        Shelf.DoesNotExist: it is not the actor's.
    """
    _locked(pk, actor).delete()


@transaction.atomic
def set_note(pk: int, record: UUID, note: str, *, actor: Keeper) -> None:
    """Write another note to a record, or none.

    Raises:
        Shelf.DoesNotExist: the list is not the actor's.
    """
    _locked(pk, actor).items.filter(record=record).update(note=note)


@transaction.atomic
def take_off(pk: int, record: UUID, *, actor: Keeper) -> None:
    """Take a record off a list, with its note.

    Raises:
        Shelf.DoesNotExist: the list is not the actor's.
    """
    _locked(pk, actor).items.filter(record=record).delete()


@transaction.atomic
def move(pk: int, record: UUID, places: int, *, actor: Keeper) -> None:
    """Move a record down a list by so many places, or up by a negative number.

    Raises:
        Shelf.DoesNotExist: the list is not the actor's.
    """
    items = list(_locked(pk, actor).items.all())
    place = next((number for number, item in enumerate(items) if item.record == record), None)
    if place is None:
        return
    items.insert(max(0, place + places), items.pop(place))
    _number_anew(items)


@transaction.atomic
def share(pk: int, with_notes: bool, *, actor: Keeper, anew: bool = False) -> None:
    """Let everybody read a list who has its link; `anew` makes another, and ends the one before.

    Raises:
        Shelf.DoesNotExist: it is not the actor's.
    """
    shelf = _locked(pk, actor)
    if anew or not shelf.share_token:
        shelf.share_token = secrets.token_urlsafe(32)
    shelf.share_notes = with_notes
    shelf.save(update_fields=["share_token", "share_notes"])


@transaction.atomic
def withdraw(pk: int, *, actor: Keeper) -> None:
    """End the link of a list.

    Raises:
        Shelf.DoesNotExist: it is not the actor's.
    """
    shelf = _locked(pk, actor)
    shelf.share_token, shelf.share_notes = "", False
    shelf.save(update_fields=["share_token", "share_notes"])


def _locked(pk: int, actor: Keeper) -> Shelf:
    return actor.shelves().select_for_update().get(pk=pk)


def _end_of(shelf: Shelf) -> int:
    last: int | None = shelf.items.aggregate(last=Max("position"))["last"]
    return 1 if last is None else last + 1


def _number_anew(items: Iterable[ShelfItem]) -> None:
    moved = []
    for place, item in enumerate(items, start=1):
        if item.position != place:
            item.position = place
            moved.append(item)
    ShelfItem.objects.bulk_update(moved, ["position"])


def _number(value: int) -> str:
    return format_number(value, get_language() or "en")

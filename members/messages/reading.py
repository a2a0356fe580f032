"""What somebody has yet to read."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet

from mail.addresses import bare
from mail.models import OutboxMessage
from members.models import Membership, Message, Reading, Thread

PER_PAGE = 30  # messages, and lines of a list


def threads_of(membership: Membership) -> Any:
    """The threads of a representative's municipality, with whether she has read them."""
    mine = Thread.objects.filter(organisation=membership.organisation_id)
    return mine.read_by(membership.user_id)


def unread(membership: Membership) -> int:
    """In how many threads there is something new for a representative; asked once."""
    if not hasattr(membership, "_unread"):
        found = threads_of(membership).filter(is_unread=True).count()
        membership._unread = found  # type: ignore[attr-defined]
    number: int = membership._unread  # type: ignore[attr-defined]
    return number


def page_of(thread: Thread, number: Any) -> Page[Message]:
    """A part of a thread in the order of writing; the first page has the latest."""
    latest = thread.messages.select_related("author").order_by("-pk")
    page: Page[Message] = Paginator(latest, PER_PAGE).get_page(number)
    page.object_list = list(page.object_list)[::-1]
    return page


def read(user: Any, *last: Message) -> None:
    """Note that somebody has read up to these messages, each the last of its thread."""
    Reading.objects.bulk_create(
        [Reading(thread_id=one.thread_id, user=user, message=one) for one in last],
        update_conflicts=True,
        unique_fields=["thread", "user"],
        update_fields=["message"],
    )


def read_all(membership: Membership) -> None:
    """Note that a representative needs to read nothing of what is there."""
    unread_ones = threads_of(membership).filter(is_unread=True)
    last = Message.objects.filter(thread__in=unread_ones.values("pk")).values("thread")
    numbers = last.order_by().annotate(last=Max("pk")).values("last")
    read(membership.user, *Message.objects.filter(pk__in=numbers))


def mails_to(membership: Membership) -> QuerySet[Any]:
    """What the site has written to a representative by mail, the latest first.

    Only subjects, which tell no secret: links that open something stand in the texts alone. Mails
    of other apps, with codes and new passwords, have no kind.
    """
    try:
        address = bare(membership.user.email)
    except ValueError:
        address = ""
    own = OutboxMessage.objects.filter(recipient=address, created_at__gte=membership.since)
    fields = ("subject", "language", "state", "created_at")
    found: QuerySet[Any] = own.exclude(kind="").order_by("-created_at", "-pk").values(*fields)
    return found

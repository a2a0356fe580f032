"""Messages for the demonstration: one that is answered, and one that waits."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth import get_user_model

from core.signals import demonstration_loaded
from members.messages import writing
from members.models import Membership, Thread

UNION = "editor"
ANSWERED = "How long may a summary be?"


def load(**kwargs: Any) -> None:
    """Add them once, as their authors would write them."""
    if Thread.objects.filter(subject=ANSWERED).exists():
        return
    answered = _begin(
        "colleague",
        ANSWERED,
        "Dear union,\n\nwe are about to send our training centres. How long may the summary be,"
        " and may we name our partners in it?\n\nKerem",
    )
    seen = answered.messages.filter(from_union=False).latest("pk").pk
    writing.answer(
        _key("answer"),
        answered.pk,
        "Dear Kerem,\n\ntwo or three sentences are best: lists show no more. Partners have a field"
        " of their own.\n\nEda",
        seen,
        actor=_account(UNION),
        for_union=True,
    )
    _begin(
        "istanbul",
        "Who reads our migration master plan?",
        "Dear union,\n\nanother city has asked us about our plan. May we tell it who else has read"
        " it?\n\nİpek",
    )


def _begin(name: str, subject: str, text: str) -> Thread:
    author = _account(name)
    organisation = Membership.objects.active().get(user=author).organisation
    return writing.begin(_key(subject), organisation, subject, text, actor=author)


def _key(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"meydan:demonstration:{name}")


def _account(name: str) -> Any:
    return get_user_model()._default_manager.get(username=name)


demonstration_loaded.connect(load, dispatch_uid="messages of the demonstration")

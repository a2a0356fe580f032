"""Messages between a municipality and the union, as tests need them."""

from typing import Any
from uuid import uuid4

from members.messages import writing
from members.models import Message, Thread


def begun(actor: Any, organisation: Any, text: str = "A question", subject: str = "Beds") -> Thread:
    """A thread that a representative has begun."""
    return writing.begin(uuid4(), organisation, subject, text, actor=actor)


def announced(editor: Any, organisation: Any, text: str = "News", subject: str = "Call") -> Thread:
    """A thread that the union has begun."""
    return writing.begin(uuid4(), organisation, subject, text, actor=editor, for_union=True)


def answered(
    thread: Thread, actor: Any, text: str = "An answer", for_union: bool = True
) -> Message:
    """What somebody has written in a thread who has seen all of it."""
    seen = thread.messages.latest("pk").pk
    return writing.answer(uuid4(), thread.pk, text, seen, actor=actor, for_union=for_union)


def shown(source: str, name: str) -> str:
    """The value of a hidden field on a page."""
    return source.split(f'name="{name}" value="')[1].split('"')[0]


def filled(source: str, **fields: str) -> dict[str, str]:
    """The form of a page, filled in."""
    names = [name for name in ("writer", "key", "seen") if f'name="{name}" value="' in source]
    return {**{name: shown(source, name) for name in names}, **fields}

"""Calls for practices."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.html import escape

from practices.models import Call, CallText
from taxonomy.models import Theme

numbers = count(1)


def call(
    title: str = "Housing that welcomes",
    *,
    opens: date | None = None,
    closes: date | None = None,
    themes: tuple[str, ...] = (),
    language: str = "en",
    **titles: str,
) -> Any:
    """A call that opened yesterday and closes in a week; `titles` are those of its translations."""
    today = timezone.localdate()
    made = Call(
        slug=f"call-{next(numbers)}",
        language=language,
        opens=opens or today - timedelta(days=1),
        closes=closes or today + timedelta(days=7),
        themes=Theme.objects.canonical().filter(code__in=themes),
        texts=[
            CallText(
                language=code,
                title=text,
                text=f"<p>{escape(text)}: tell us how.</p>",
                criteria=f"<ul><li>{escape(text)}: shown by figures</li></ul>",
            )
            for code, text in {language: title, **titles}.items()
        ],
    )
    made.save()
    return made


def days(number: int) -> date:
    """So many days from today."""
    return timezone.localdate() + timedelta(days=number)

"""Calls and what answers them."""

from practices.models import Call
from search import listings


def open_call(slug: str) -> Call | None:
    """The call with this address, if it can be answered today."""
    found: Call | None = Call.objects.open().filter(slug=slug).first()
    return found


def published_answers(call: Call, language: str) -> list[listings.Line]:
    """The records in answer to a call that readers of a language may see, the newest first."""
    answers = call.submissions.exclude(page=None).order_by("-page__first_published_at", "-pk")
    return listings.lines(answers.values_list("page__translation_key", flat=True), language)

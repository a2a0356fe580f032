"""What pages of a submission show of its sign-offs."""

from dataclasses import dataclass
from typing import Any

from django import template

from practices.models import SignOff, Submission
from practices.sign_off.enums import SignOffState
from practices.sign_off.services import may_be_asked, state_of
from practices.sign_off.text import digest_of

register = template.Library()


@dataclass(frozen=True)
class Line:
    """A sign-off with what has become of it; `is_current` where it is of the present text."""

    sign_off: SignOff
    state: SignOffState
    is_current: bool

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether its link works, or would if the text were changed back."""
        return self.state in (SignOffState.OPEN, SignOffState.CHANGED)

    @property
    def can_be_sent_again(self) -> bool:
        """Whether it waits for an answer that its link can no longer take."""
        return self.state in (SignOffState.CHANGED, SignOffState.EXPIRED)


@register.inclusion_tag("desk/sign_off/panel.html", takes_context=True)
def sign_off_panel(context: Any, submission: Submission) -> dict[str, Any]:
    """At the desk: those asked for, and the way to ask."""
    return {
        "submission": submission,
        "lines": _lines(submission),
        "may_be_asked": may_be_asked(submission),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("practices/admin/sign_offs.html")
def sign_offs(submission: Submission) -> dict[str, Any]:
    """For reviewers: who signed what, and when; none that was withdrawn."""
    lines = _lines(submission)
    return {"lines": [line for line in lines if line.state != SignOffState.WITHDRAWN]}


def _lines(submission: Submission) -> list[Line]:
    rows = list(submission.sign_offs.select_related("created_by"))
    digest = digest_of(submission) if rows else ""
    for row in rows:
        row.submission = submission
    return [Line(row, state_of(row, digest), row.digest == digest) for row in rows]

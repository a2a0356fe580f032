"""Answers to the union's remarks, written at the fields they stand at."""

from django.contrib import messages
from django.http import QueryDict
from django.utils.translation import gettext as _

from members.decorators import MemberRequest
from practices.models import Submission
from practices.submissions.conversation import answer
from practices.submissions.drafts import keep
from practices.submissions.states import NotNow

PREFIX = "answer-"


def written(data: QueryDict | None) -> dict[int, str]:
    """The answers that stand in a form, by the key of their remark."""
    found = {}
    for name, text in (data or {}).items():
        key = name.removeprefix(PREFIX)
        # No remark has a longer number, and Python reads none of thousands of digits.
        is_number = key.isascii() and key.isdigit() and len(key) < 19
        if key != name and is_number and str(text).strip():
            found[int(key)] = str(text)
    return found


def send(request: MemberRequest, submission: Submission, data: QueryDict) -> None:
    """Send the answers of a form, whichever of its buttons was pressed.

    What is refused, since the remark is gone, is kept among the earlier texts.
    """
    for remark, text in written(data).items():
        try:
            answer(remark, text, actor=request.user)
        except NotNow as refusal:
            keep(submission, {_("Answer to a remark"): text}, by=request.user)
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The union reads your answer at its remark."))

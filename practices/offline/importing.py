"""A filled file becomes a draft; what could not be placed is kept beside it."""

from typing import Any
from uuid import UUID

from django.db import transaction

from practices.models import Call, Submission
from practices.offline.filling import Filled
from practices.submissions.drafts import begin, digests, keep, save

# As long as the field that keeps where a text stood.
LONGEST_PATH = 200


@transaction.atomic
def draft_of(
    filled: Filled, key: UUID, membership: Any, *, language: str, call: Call | None = None
) -> Submission:
    """The draft with these answers. Sent twice it is begun once, and what was written into it since
    then stays.

    Raises:
        Submission.DoesNotExist: where the key is that of another municipality's submission.
    """
    begun = begin(key, membership, language=language, call=call)
    shown = digests({}, filled.answers)
    saved = save(begun.pk, filled.answers, shown, actor=membership.user)
    for place, text in filled.leftovers:
        # A dot would lead into a field.
        path = place.replace(".", " ")[:LONGEST_PATH]
        keep(begun, {path: text}, by=membership.user)
    return saved.submission

"""The text that is signed off: what is shown of it, and by what a change of it is told."""

import hashlib
import json
from typing import Any

from practices.answers.declared import Shape, Stream, shapes
from practices.answers.terms import code_of, names
from practices.desk.preview import finished
from practices.models import PracticePage, Submission
from practices.models.upload import UploadState
from practices.submissions import drafts
from practices.submissions.rights import OPEN_TO_AUTHORS
from taxonomy.folding import fold
from taxonomy.models import Organisation


def shown(submission: Submission) -> PracticePage:
    """The page as it would be published now, not saved.

    While the union has it, that is the page itself, with what the union has changed.
    """
    page = submission.page
    if page and submission.state not in OPEN_TO_AUTHORS:
        latest: PracticePage = page.get_latest_revision_as_object()
        return latest
    return finished(submission)


def digest_of(submission: Submission) -> str:
    """A fingerprint of the text: the same before and after it is sent as it is."""
    answers, page = submission.answers, submission.page
    known = shapes()
    said = {
        name: drafts.digest(_as_read(known.get(name), value, submission.language))
        for name, value in answers.items()
    }
    nothing = drafts.digest(None)
    is_unions = page is not None and page.latest_revision_id != submission.revision_id
    gone = (UploadState.REMOVED, UploadState.REFUSED)
    files = submission.uploads.exclude(state__in=gone).values_list("sha256", "alt", "credit")
    text = [
        {name: one for name, one in said.items() if one != nothing},
        page.latest_revision_id if page and is_unions else None,
        [list(file) for file in files],
    ]
    return hashlib.sha256(json.dumps(text, sort_keys=True).encode()).hexdigest()


def _as_read(shape: Shape | None, value: Any, language: str) -> Any:
    """Without rows that nobody filled in, and with organisations by name.

    Sending gives a code to those that nobody knew.
    """
    if not isinstance(shape, Stream):
        return value
    return [
        {**row, **_organisations(shape, row, language)}
        for row in value
        if not shape.row_of(row).is_blank(row)
    ]


def _organisations(shape: Stream, row: dict[str, Any], language: str) -> dict[str, str]:
    leaves = shape.row_of(row).leaves.items()
    typed = {
        name: " ".join(str(row.get(name) or "").split())
        for name, leaf in leaves
        if leaf.model is Organisation
    }
    called = names(Organisation, language)
    codes = {name: code_of(Organisation, text, language) or text for name, text in typed.items()}
    return {name: fold(called.get(code, code)) for name, code in codes.items()}

"""Files that could do harm, in the security log."""

from typing import Any

from accounts.enums import Event
from accounts.log import note
from core.inspection import Reason
from practices.models import Submission

# The others happen to everybody: a file is empty, damaged, or closed by a password.
HOSTILE = {
    Reason.CONTENT,
    Reason.UNPACKED,
    Reason.MACROS,
    Reason.NESTED,
    Reason.SCRIPTS,
    Reason.MALWARE,
}


def note_refusal(
    reason: Reason, submission: Submission, extension: str, digest: str, *, by: Any
) -> None:
    """Write down that a file was refused, where that may have been an attack.

    Names of files tell of people, and an attacker chooses them: of the name only the ending is
    kept, and of the content its SHA-256, which virus scanners know it by.
    """
    if reason in HOSTILE:
        note(
            Event.FILE_REFUSED,
            user=by,
            about=f"….{extension}",
            reason=reason.value,
            sha256=digest,
            submission=str(submission.pk),
        )

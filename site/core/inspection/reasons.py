"""Why a file is refused, in words for whoever chose it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """What is wrong with a file, and what to do about it."""

    EMPTY = "empty", _("This file is empty. Choose it again, or save it anew.")
    TYPE = "type", _("Files of this type are not taken.")
    CONTENT = (
        "content",
        _(
            "The content of this file is not what its name ends in "
            "(.%(extension)s). Save it again in that format and upload it anew."
        ),
    )
    DAMAGED = "damaged", _("This file is damaged or incomplete. Save it anew and upload it again.")
    PIXELS = (
        "pixels",
        _(
            "This image has too many pixels. Make it smaller and upload it again: "
            "50 megapixels at most for JPEG, 25 for other formats."
        ),
    )
    UNPACKED = (
        "unpacked",
        _("This file is far larger inside than it may be. Save a simpler copy and upload that."),
    )
    MACROS = (
        "macros",
        _("This file holds macros or programs. Save a copy without them, or save it as PDF."),
    )
    NESTED = (
        "nested",
        _("There is another file inside this one. Take it out, or save the document as PDF."),
    )
    PROTECTED = (
        "protected",
        _("This file is protected by a password. Upload a copy without protection."),
    )
    SCRIPTS = (
        "scripts",
        _("This PDF holds scripts or starts programs. Print it to a new PDF and upload that."),
    )
    MALWARE = ("malware", _("The virus scanner found something in this file. It was not kept."))


class RefusedFileError(Exception):
    """A file that is not taken, and for what reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason

    def message(self, extension: str) -> str:
        """The reason in the reader's language."""
        return explain(self.reason, extension)


def explain(reason: Reason, extension: str) -> str:
    """A reason in the reader's language.

    Args:
        reason: why the file was refused.
        extension: what its name ends in.
    """
    return str(reason.label) % {"extension": extension}

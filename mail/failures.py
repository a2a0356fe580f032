"""What a failed attempt says of the mail, and of those that wait behind it."""

from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

CLOSING = 421  # "service not available, closing the channel", in answer to whatever
TOO_LARGE = 552


class NotTakenError(Exception):
    """The transport sent nothing and did not say why."""


@dataclass(frozen=True)
class Failure:
    """`permanent`: trying again is of no use. `general`: other mails would fail as well."""

    answer: str
    permanent: bool = False
    general: bool = False


def failure(error: Exception) -> Failure:
    """What an error of a transport means."""
    if isinstance(error, SMTPRecipientsRefused):
        [(code, answer)] = error.recipients.values()
        return _of_this_mail(code, answer)
    if isinstance(error, SMTPDataError) or (
        isinstance(error, SMTPSenderRefused) and error.smtp_code == TOO_LARGE
    ):
        return _of_this_mail(error.smtp_code, error.smtp_error)
    if isinstance(error, SMTPResponseException):
        return Failure(_text(error.smtp_code, error.smtp_error), general=True)
    # Not reached, no answer in time, connection lost: smtplib's errors are of this class, too.
    general = isinstance(error, OSError)
    return Failure(f"{type(error).__name__}: {error}".replace("\0", ""), general=general)


def _of_this_mail(code: int, answer: bytes | str) -> Failure:
    permanent = 500 <= code < 600
    return Failure(_text(code, answer), permanent=permanent, general=code == CLOSING)


def _text(code: int, answer: bytes | str) -> str:
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return f"{code} {words}".replace("\0", "")

"""The mails about sign-offs, each in its reader's language."""

from core.i18n import isolate
from mail.links import link
from mail.messages import send
from members.people import language_of, name_of, representatives_of
from practices.models import SignOff
from practices.sign_off.enums import Verdict


def asked(sign_off: SignOff, token: str) -> None:
    """To who is to approve: the link, to her alone."""
    context = {
        **_names(sign_off, sign_off.language, person=name_of(sign_off.created_by)),
        "expires_at": sign_off.expires_at,
        "address": link(sign_off.language, "sign_off", token),
    }
    send("sign_off_asked", sign_off.address, sign_off.language, context)


def answered(sign_off: SignOff) -> None:
    """To who wrote the submission and who asked; to her colleagues where they have left."""
    submission = sign_off.submission
    representatives = representatives_of(submission.organisation).exclude(email="")
    known = representatives.filter(pk__in=(submission.author_id, sign_off.created_by_id))
    for reader in known or representatives:
        language = language_of(reader)
        context = {
            **_names(sign_off, language, name=sign_off.name),
            "approves": sign_off.verdict == Verdict.APPROVES,
            "remark": sign_off.remark,
            "address": link(language, "submissions:tasks", submission.pk),
        }
        send("sign_off_answered", reader.email, language, context)


def _names(sign_off: SignOff, language: str, **more: str) -> dict[str, str]:
    submission = sign_off.submission
    names = {
        "title": submission.title,
        "organisation": submission.organisation.name,
        "role": sign_off.role,
        **more,
    }
    return {name: isolate(text, language) for name, text in names.items()}

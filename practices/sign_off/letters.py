"""The mails about sign-offs, each in its reader's language."""

from typing import Any

from mail.links import link
from members.letters import language_of, name_of, tell, write
from members.people import representatives_of
from practices.models import SignOff
from practices.sign_off.enums import Verdict


def asked(sign_off: SignOff, token: str) -> None:
    """To who is to approve: the link, to her alone."""
    context = {
        **_names(sign_off),
        "person": name_of(sign_off.created_by),
        "expires_at": sign_off.expires_at,
        "address": link(sign_off.language, "sign_off", token),
    }
    write("sign_off_asked", sign_off.address, sign_off.language, context)


def answered(sign_off: SignOff) -> None:
    """To who wrote the submission and who asked; to her colleagues where they have left."""
    submission = sign_off.submission
    representatives = representatives_of(submission.organisation).exclude(email="")
    known = representatives.filter(pk__in=(submission.author_id, sign_off.created_by_id))
    for reader in known or representatives:
        language = language_of(reader)
        context = {
            **_names(sign_off),
            "name": sign_off.name,
            "approves": sign_off.verdict == Verdict.APPROVES,
            "remark": sign_off.remark,
            "address": link(language, "submissions:tasks", submission.pk),
        }
        tell("sign_off_answered", reader, language, context)


def _names(sign_off: SignOff) -> dict[str, Any]:
    submission = sign_off.submission
    return {
        "title": submission.title,
        "organisation": submission.organisation.name,
        "role": sign_off.role,
    }

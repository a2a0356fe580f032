"""A submission's answers while they are written: begun once, saved field by field, nothing lost.

Whoever saves says what she was shown. A field that changed meanwhile, in another tab or at a
colleague's, is never overwritten without asking, and every text that gives way is kept.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.typed import fingerprint
from practices.answers import Answers
from practices.models import Call, Submission, Superseded
from practices.submissions.rights import OPEN_TO_AUTHORS
from practices.submissions.states import NotNow, note, own


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else changed since it was shown."""

    name: str
    stored: Any
    typed: Any


@dataclass(frozen=True)
class Saved:
    """What became of a save: the digests of what its writer sees now, and what she is asked.

    `closed` where the submission cannot be written any more: what she typed is kept beside it.
    """

    submission: Submission
    shown: dict[str, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    closed: bool = False


@transaction.atomic
def begin(key: UUID, membership: Any, *, language: str, call: Call | None = None) -> Submission:
    """The submission that a form begins, in answer to a call; the form sent twice begins one.

    Raises:
        Submission.DoesNotExist: where the key is that of another municipality's submission.
    """
    submission, made = Submission.objects.get_or_create(
        id=key,
        defaults={
            "organisation_id": membership.organisation_id,
            "author_id": membership.user_id,
            "language": language,
            "call": call,
            "saved_by_id": membership.user_id,
        },
    )
    if submission.organisation_id != membership.organisation_id:
        raise Submission.DoesNotExist
    if made:
        note(submission, "begin", actor=membership.user)
    return submission


@transaction.atomic
def change_language(pk: UUID, language: str, *, actor: Any) -> None:
    """Have a draft published in another language first; its answers stay as they were typed.

    Raises:
        PermissionDenied: the actor does not represent the municipality.
        NotNow: the union was sent it already, and has it in the language it had.
    """
    submission = own(pk, actor)
    if not submission.was_never_sent:
        raise NotNow(_("It was sent to the union before, and keeps its language."))
    if submission.language != language:
        was, submission.language = submission.language, language
        submission.save(update_fields=["language"])
        note(submission, "change_language", actor=actor, was=was, language=language)


@transaction.atomic
def save(
    pk: UUID,
    typed: Answers,
    shown: Mapping[str, str],
    *,
    actor: Any,
    overruling: Collection[str] = (),
    sent: Collection[Answers] = (),
) -> Saved:
    """Put what was typed in place, but for fields that changed since `shown`, their digests.

    A field named in `overruling` was decided by its writer: what it replaces is kept as well.
    `sent` is what she sent before without hearing what became of it.

    Raises:
        Submission.DoesNotExist: where the actor may not see the submission.
    """
    visible = Submission.objects.visible_to(actor).select_for_update()
    submission = visible.get(pk=pk)
    if submission.state not in OPEN_TO_AUTHORS:
        changed = [name for name in typed if not _same(typed[name], submission.answers.get(name))]
        keep(submission, {name: typed[name] for name in changed}, by=actor)
        return Saved(submission, closed=True)
    stored = submission.answers
    taken, conflicts = merge(stored, typed, shown, sent)
    asked = {conflict.name for conflict in conflicts}
    overruled = {name: stored.get(name) for name in overruling if name in taken}
    given_way = {name: text for name, text in overruled.items() if not _same(text, taken[name])}
    keep(submission, given_way, by=submission.saved_by)
    keep(submission, {conflict.name: conflict.typed for conflict in conflicts}, by=actor)
    if any(name not in stored or stored[name] != value for name, value in taken.items()):
        submission.answers = {**stored, **taken}
        submission.saved_at, submission.saved_by = timezone.now(), actor
        submission.save(update_fields=["answers", "saved_at", "saved_by"])
    seen = {name: shown.get(name, "") if name in asked else digest(typed[name]) for name in typed}
    return Saved(submission, seen, conflicts)


def merge(
    stored: Answers,
    typed: Answers,
    shown: Mapping[str, str],
    sent: Collection[Answers] = (),
) -> tuple[Answers, list[Conflict]]:
    """What to take of the typed fields, and where to ask; the others stay as they are stored."""
    taken: Answers = {}
    conflicts = []
    for name, value in typed.items():
        there = stored.get(name)
        before = shown.get(name, digest(None))
        own = {digest(value), before, *(digest(form[name]) for form in sent if name in form)}
        if digest(there) in own:
            taken[name] = value
        elif digest(value) != before:
            conflicts.append(Conflict(name, there, value))
    return taken, conflicts


def earlier_texts(submission: Submission) -> list[Superseded]:
    """What is kept and stands in its field no more, the latest first."""
    kept = submission.superseded.select_related("by")
    stored = submission.answers
    return [text for text in kept if text.text != _as_text(stored.get(text.path, ""))]


def digests(answers: Answers, names: Iterable[str]) -> dict[str, str]:
    """What a form that shows these fields says it has shown."""
    return {name: digest(answers.get(name)) for name in names}


def digest(value: Any) -> str:
    """A short fingerprint of a field's content; nothing and an empty row have the same."""
    return fingerprint(_bare(value))


def _same(one: Any, other: Any) -> bool:
    return digest(one) == digest(other)


def _bare(value: Any) -> Any:
    """Without what says nothing: a form offers empty rows that nobody has filled in."""
    if isinstance(value, list):
        rows = [_bare(row) for row in value]
        return [row for row in rows if row] or None
    if isinstance(value, dict):
        said = {key: child for key, child in value.items() if child not in ("", None, [])}
        return said if said.keys() - {"id", "type"} else None
    return value or None


def keep(submission: Submission, texts: Answers, *, by: Any) -> None:
    """Keep texts that are not in their field, once each."""
    for path, value in texts.items():
        if _bare(value) is not None:
            Superseded.objects.get_or_create(
                submission=submission, path=path, text=_as_text(value), by=by
            )


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

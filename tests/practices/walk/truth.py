"""What must hold after every step of the walk, whatever was done."""

import json
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import Any

from django.contrib.auth.models import User
from wagtail.models import Comment, CommentReply, ModelLogEntry, Revision

from mail.models import OutboxMessage
from practices.answers import from_page
from practices.enums import SubmissionState as State
from practices.models import PracticePage, Submission, Superseded
from practices.submissions.states import ALLOWED
from tests.practices.review.reading import counted
from tests.practices.walk.words import tokens

# What happens to the page by other hands is followed, whatever the state was.
FOLLOWED = {
    "practices.publish": {State.PUBLISHED},
    "practices.archive": {State.ARCHIVED, State.IN_REVIEW},
}
Key = Any


@dataclass
class Truth:
    """What was acknowledged and to whom; and what the database said at the last step."""

    texts: dict[Key, set[str]] = field(default_factory=dict)
    ever: set[str] = field(default_factory=set)
    # What readers of the site, and the union, have been given to read so far.
    public: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    states: dict[Key, str] = field(default_factory=dict)
    reached: dict[str, int] = field(default_factory=dict)
    counts: tuple[int, ...] = (0, 0, 0)
    last_entry: int = 0
    last_mail: int = 0
    last_revision: int = 0
    by_revision: dict[int, set[str]] = field(default_factory=dict)

    def acknowledge(self, pk: Key, found: set[str]) -> None:
        """The site has said that it has these."""
        self.texts.setdefault(pk, set()).update(found)
        self.ever |= found

    def release(self, pk: Key, found: set[str]) -> None:
        """Somebody who had them before her has put something else in their place."""
        self.texts.setdefault(pk, set()).difference_update(found)

    def check(self) -> None:
        """All of it."""
        self.see()
        self._no_text_is_lost()
        self._states_follow_each_other()
        self._nothing_is_deleted()
        self._mails_are_for_their_readers()

    def see(self) -> None:
        """What somebody may have been given to read since the last time."""
        for revision in Revision.objects.filter(pk__gt=self.last_revision).order_by("pk"):
            self.last_revision = revision.pk
            page = revision.as_object()
            # Organisations stand in the content by their keys.
            answers = from_page(page) if isinstance(page, PracticePage) else {}
            self.by_revision[revision.pk] = tokens(json.dumps([revision.content, answers]))
            self.sent |= self.by_revision[revision.pk]
        live = PracticePage.objects.filter(live=True, live_revision__isnull=False)
        for pk in live.values_list("live_revision", flat=True):
            self.public |= self.by_revision[pk]
        for row in Submission.objects.exclude(announced_at=None):
            self.sent |= tokens(json.dumps([row.answers.get(n) for n in ("title", "summary")]))
        # Who answers a remark tells it to the union, whatever becomes of the rest of the form.
        replies = CommentReply.objects.filter(comment__page__in=PracticePage.objects.all())
        self.sent |= tokens(" ".join(replies.values_list("text", flat=True)))

    def _no_text_is_lost(self) -> None:
        held = texts_held()
        for pk, expected in self.texts.items():
            assert expected <= held[pk], (str(pk), sorted(expected - held[pk]))

    def _states_follow_each_other(self) -> None:
        entries = ModelLogEntry.objects.filter(pk__gt=self.last_entry).order_by("pk")
        for entry in entries.filter(action__startswith="practices."):
            self.last_entry = entry.pk
            if "state" not in entry.data:
                continue
            was, state, key = entry.data["was"], entry.data["state"], entry.object_id
            followed = FOLLOWED.get(entry.action, set())
            assert state in ALLOWED[was] or state in followed, (entry.action, was, state)
            assert self.states.get(key, State.DRAFT) == was, (entry.action, was, state)
            self.states[key] = state
            self.reached[state] = self.reached.get(state, 0) + 1
        for pk, state in Submission.objects.values_list("pk", "state"):
            assert self.states.get(str(pk), State.DRAFT) == state

    def _nothing_is_deleted(self) -> None:
        now = (*counted(), CommentReply.objects.count(), Superseded.objects.count())
        assert all(was <= there for was, there in zip(self.counts, now, strict=False)), now
        self.counts = now

    def _mails_are_for_their_readers(self) -> None:
        sides = dict(User.objects.values_list("email", "last_name"))
        for mail in OutboxMessage.objects.filter(pk__gt=self.last_mail).order_by("pk"):
            self.last_mail = mail.pk
            message = message_from_bytes(bytes(mail.mime), policy=policy.default)
            parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
            said = tokens(" ".join([mail.subject, *map(str, parts)]))
            assert not self.foreign(sides.get(mail.recipient, ""), said), mail.kind

    def foreign(self, side: str, found: set[str]) -> set[str]:
        """Those of the tokens that somebody of a side must not see."""
        if side == "u":
            return {token for token in found - self.sent if token[2] != "u"}
        return {token for token in found - self.public if token[2] not in (side, "u")}


def texts_held() -> dict[Key, set[str]]:
    """By submission, what of it is in the answers, on its page, kept beside it, or said of it."""
    held: dict[Key, set[str]] = {}
    pages: dict[int, Key] = {}
    for row in Submission.objects.select_related("page__latest_revision"):
        held[row.pk] = tokens(json.dumps(row.answers))
        if row.page:
            pages[row.page_id] = row.pk
            held[row.pk] |= tokens(json.dumps(row.page.latest_revision.content))
    for kept in Superseded.objects.all():
        held[kept.submission_id] |= tokens(kept.text)
    for comment in Comment.objects.filter(page__in=pages).prefetch_related("replies"):
        said = [comment.text, *(reply.text for reply in comment.replies.all())]
        held[pages[comment.page_id]] |= tokens(" ".join(said))
    # The reasons of decisions stand in the history.
    by_text = {str(pk): pk for pk in held}
    for entry in ModelLogEntry.objects.filter(object_id__in=by_text):
        held[by_text[entry.object_id]] |= tokens(json.dumps(entry.data))
    return held

"""What the union does with what it is sent, in the review and in Wagtail's own editor."""

from typing import Any

from bs4 import BeautifulSoup
from django.urls import reverse

from practices.enums import Decision
from practices.enums import SubmissionState as State
from practices.models import PracticePage, Submission
from practices.submissions.rights import WAITING
from tests.admin.forms import address_to_edit, filled
from tests.practices.walk.people import People


class Union(People):
    """Chooses a submission, and who of the union does something with it."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        # What somebody still has before her: a decision's form, an editor's form.
        self.forms: list[tuple[Any, Any, dict[str, str]]] = []
        self.editors: list[tuple[Any, Any, Any, set[str]]] = []

    def sent(self, **conditions: Any) -> Any:
        """A submission that the union knows, if there is one."""
        found = Submission.objects.filter(page__isnull=False, **conditions)
        return self.some(list(found.order_by("created_at", "pk")))

    def address(self, pk: Any) -> str:
        """Where it is reviewed."""
        return reverse("practice_review:submission", args=[pk])

    def open_review(self, user: Any, pk: Any) -> dict[str, str]:
        """The keys of the step and the text that are shown."""
        html = BeautifulSoup(self.get(user, self.address(pk)).content, "html.parser")
        found = {
            name: str(field["value"])
            for name in ("task_state", "revision", "awaited")
            if (field := html.select_one(f'input[name="{name}"][value]'))
        }
        self.forms = [*self.forms, (user, pk, found)][-5:]
        return found

    # What can be done

    def look_at_queue(self) -> None:
        """And at one of those in it, and at the first page of the admin."""
        user = self.random.choice(self.union)
        address = reverse("practice_review:queue")
        self.get(user, address)
        self.get(user, address, data={"state": "any", "q": "walkword"})
        self.get(user, reverse("wagtailadmin_home"))
        if known := self.some(list(Submission.objects.reviewable_by(self.both))):
            self.open_review(self.both, known.pk)

    def decide(self) -> None:
        """On what is there now; mostly it is approved."""
        if found := self.sent(state__in=WAITING):
            user = self.random.choice([self.reviewer, self.editor, self.both, self.both, self.both])
            if user != self.editor:
                self.open_review(user, found.pk)
                self._decide(self.forms[-1])

    def approve_to_the_end(self) -> None:
        """Whatever steps are left."""
        found = self.sent(state__in=WAITING)
        for _step in range(3 if found else 0):
            self.open_review(self.both, found.pk)
            self._decide(self.forms[-1], Decision.APPROVE)

    def decide_on_what_was_there(self) -> None:
        """The form has been open for long, and is sent twice perhaps."""
        for _time in range(self.random.randint(1, 2)):
            if form := self.some(self.forms):
                self._decide(form)

    def _decide(self, form: tuple[Any, Any, dict[str, str]], decision: str = "") -> None:
        user, pk, seen = form
        decision = decision or self.random.choice(
            [Decision.APPROVE] * 3 + [Decision.REQUEST_CHANGES] * 2 + [Decision.DECLINE, "nothing"]
        )
        reason = self.words.token("u") if self.often(0.8) else ""
        before = Submission.objects.get(pk=pk)
        answer = self.post(user, self.address(pk), {**seen, "decision": decision, "reason": reason})
        if answer.status_code in (409, 422):
            html = answer.content.decode()
            assert reason in html
            after = Submission.objects.get(pk=pk)
            assert (after.state, after.answers) == (before.state, before.answers)
        elif reason and answer["Location"] == self.address(pk):
            self.truth.acknowledge(pk, {reason})

    def remark(self) -> None:
        """At a field, at one that is not there; or an answer, or that it is settled."""
        found = self.sent()
        if found is None:
            return
        user, text = self.random.choice([self.reviewer, self.both]), self.words.token("u")
        comment = self.some(list(found.page.wagtail_admin_comments.order_by("pk")))
        act = self.random.choice(["remark", "remark", "answer", "settle"])
        place = self.random.choice(["title", "summary", "activities", "no"])
        typed = {"act": act, "path": place, "text": text, "comment": comment.pk if comment else "0"}
        answer = self.post(user, self.address(found.pk), typed)
        if answer.status_code == 302:
            assert answer["Location"].startswith(self.address(found.pk)), found.state
            if act != "settle":
                self.truth.acknowledge(found.pk, {text})
        elif act != "settle":
            assert answer.status_code == 422
            assert place == "no" or not comment or text in answer.content.decode(), (act, place)

    def assign(self) -> None:
        """To somebody, or to nobody."""
        if found := self.sent():
            chosen = self.random.choice([self.reviewer.pk, self.both.pk, "", "0"])
            typed = {"submissions": [found.pk], "reviewer": chosen, "due": "2999-01-31"}
            self.post(self.reviewer, reverse("practice_review:assign"), typed)

    def open_editor(self) -> None:
        """And leave it open."""
        if found := self.sent():
            user = self.random.choice([self.reviewer, self.editor, self.both])
            self._open_editor(user, found)

    def _open_editor(self, user: Any, found: Any) -> None:
        address = address_to_edit(found.page)
        form = filled(self.browsers[user.pk], address, PracticePage)
        revision = found.page.latest_revision
        self.editors = [
            *self.editors,
            (user, found.pk, form, self.truth.by_revision[revision.pk]),
        ][-4:]

    def save_in_editor(self) -> None:
        """What was opened just now, or long ago."""
        if not self.editors or self.often(0.5):
            self.open_editor()
        if self.editors:
            self._save(self.random.choice(self.editors))

    def publish_in_editor(self) -> None:
        """As only an administrator can while it is reviewed."""
        if found := self.sent():
            self._open_editor(self.administrator, found)
            self._save(self.editors[-1], **{"action-publish": "1"})

    def _save(self, opened: tuple[Any, Any, Any, set[str]], **button: str) -> None:
        user, pk, form, seen = opened
        page = Submission.objects.get(pk=pk).page
        assert page
        form = form.copy()
        for name in ("title", "summary"):
            if self.often(0.5):
                form[name] = self.words.token("u")
        form.update(button)
        before = page.latest_revision_id
        self.post(user, address_to_edit(page), form)
        self._saved(pk, before, seen)

    def _saved(self, pk: Any, before: int | None, seen: set[str]) -> None:
        """What is on the page no more was before her."""
        page = PracticePage.objects.get(submission=pk)
        self.truth.see()
        now = page.latest_revision_id
        if now and now != before:
            self.truth.release(pk, seen - self.truth.by_revision[now])

    def unpublish(self) -> None:
        """Take a page off the site."""
        if self.often(0.4) and (
            found := self.sent(state__in=[State.PUBLISHED, State.UPDATE_PROPOSED])
        ):
            address = reverse("wagtailadmin_pages:unpublish", args=[found.page_id])
            self.post(self.administrator, address)
            assert not PracticePage.objects.get(pk=found.page_id).live

    def press_wagtails_buttons(self) -> None:
        """By which a review would go on unseen."""
        if found := self.sent():
            before = Submission.objects.get(pk=found.pk).state
            button = self.random.choice(["submit", "cancel-workflow", "restart-workflow"])
            self._open_editor(self.editor, found)
            user, pk, form, seen = self.editors.pop()
            waiting = before in WAITING
            form = form.copy()
            form[f"action-{button}"] = "1"
            self.post(user, address_to_edit(found.page), form)
            after = Submission.objects.get(pk=found.pk)
            assert not waiting or after.state == before
            self._saved(pk, found.page.latest_revision_id, seen)

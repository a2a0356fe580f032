"""One submission: what was sent beside what it was, what is said of it, and the decision."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry
from wagtail.models import TaskState

from members.letters import language_of
from practices.desk.preview import finished
from practices.enums import Decision
from practices.models import PracticePage, Submission
from practices.review import reasons
from practices.review.forms import AnswerForm, AssignForm, DecisionForm, RemarkForm, SettleForm
from practices.review.queue import ReviewersOnly
from practices.review.rows import Row, previous, rows
from practices.submissions import conversation
from practices.submissions.reviewing import decide, may_decide
from practices.submissions.reviews import sent_title, step_now
from practices.submissions.rights import WAITING
from practices.submissions.states import NotNow

MOST_EVENTS = 40
# What Wagtail notes of its workflow; the submission's own entries say the same.
TOLD_ALREADY = [
    f"wagtail.workflow.{act}" for act in ("start", "approve", "reject", "resume", "cancel")
]
DONE = {
    Decision.APPROVE: gettext_lazy("Approved."),
    Decision.REQUEST_CHANGES: gettext_lazy("The author is asked for changes."),
    Decision.DECLINE: gettext_lazy("Declined; the author is told why."),
}


class SubmissionView(ReviewersOnly, WagtailAdminTemplateMixin):
    """A submission as it was sent; what its author has typed since is hers alone."""

    template_name = "practices/admin/submission.html"
    header_icon = "clipboard-list"

    @cached_property
    def submission(self) -> Submission:
        """The submission."""
        sent = self.submissions.select_related("organisation", "author", "reviewer")
        found: Submission = get_object_or_404(sent, pk=self.kwargs["pk"])
        return found

    @cached_property
    def page(self) -> PracticePage | None:
        """Its page as it is in the tree."""
        return self.submission.page

    @cached_property
    def step(self) -> TaskState | None:
        """Where the review is."""
        return step_now(self.page) if self.page else None

    @cached_property
    def decisions(self) -> list[Decision]:
        """What the user can decide now."""
        if self.step is None or not may_decide(self.request.user, self.step):
            return []
        in_progress = self.step.status == TaskState.STATUS_IN_PROGRESS
        return list(Decision) if in_progress else [Decision.DECLINE]

    def get_page_title(self) -> str:
        """Its title."""
        return sent_title(self.submission)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the queue."""
        queue = {"url": reverse("practice_review:queue"), "label": _("Review of practices")}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """The page."""
        return self._show(self._empty_decision())

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Something is said, or decided."""
        acts: dict[str, Callable[[], HttpResponse]] = {
            "remark": self._remark,
            "answer": self._answer,
            "settle": self._settle,
            "reason": self._begin_reason,
        }
        return acts.get(request.POST.get("act", ""), self._decide)()

    def _decide(self) -> HttpResponse:
        form = DecisionForm(self.request.POST, decisions=list(Decision))
        if not form.is_valid():
            return self._show(form, status=422)
        asked = dict(form.cleaned_data)
        decision = Decision(asked.pop("decision"))
        try:
            decide(self.submission.pk, decision, actor=self.request.user, **asked)
        except NotNow as refusal:
            return self._refused(str(refusal), asked)
        messages.success(self.request, str(DONE[decision]))
        return redirect("practice_review:submission", self.submission.pk)

    def _refused(self, text: str, asked: dict[str, Any]) -> HttpResponse:
        """The page as it is by now, with the reason that was typed, to decide again."""
        for name in ("submission", "page", "step", "decisions"):
            self.__dict__.pop(name, None)
        messages.error(self.request, text)
        kept = {name: asked[name] for name in ("reason", "template", "due")}
        return self._show(self._empty_decision(**kept), status=409)

    def _begin_reason(self) -> HttpResponse:
        """Put the text of a chosen reason below what is typed already."""
        data = self.request.POST.copy()
        text = reasons.text_of(data.get("template", ""), language_of(self.submission.author))
        data["reason"] = "\n\n".join(filter(None, [data.get("reason", "").strip(), text]))
        names = ("task_state", "revision", "awaited", "decision", "template", "reason", "due")
        kept = {name: data.get(name, "") for name in names}
        return self._show(DecisionForm(initial=kept, decisions=self.decisions))

    def _remark(self) -> HttpResponse:
        form = RemarkForm(self.request.POST)
        if not form.is_valid():
            return self._said(_("Please write something first."))
        asked, actor = form.cleaned_data, self.request.user
        return self._say(
            lambda: conversation.remark(
                self.submission.pk, asked["path"], asked["text"], actor=actor
            ),
            asked["path"],
        )

    def _answer(self) -> HttpResponse:
        form = AnswerForm(self.request.POST)
        if not form.is_valid():
            return self._said(_("Please write something first."))
        asked, actor = form.cleaned_data, self.request.user
        return self._say(lambda: conversation.answer(asked["comment"], asked["text"], actor=actor))

    def _settle(self) -> HttpResponse:
        form = SettleForm(self.request.POST)
        if not form.is_valid():
            return self._said(_("This remark is no longer there."))
        number, actor = form.cleaned_data["comment"], self.request.user
        return self._say(lambda: conversation.settle(number, actor=actor))

    def _say(self, act: Callable[[], Any], path: str = "") -> HttpResponse:
        try:
            act()
        except NotNow as refusal:
            return self._said(str(refusal))
        name = path.split(".")[0] or self.request.POST.get("field", "")
        address = reverse("practice_review:submission", args=[self.submission.pk])
        return redirect(f"{address}#field-{name}")

    def _said(self, refusal: str) -> HttpResponse:
        """The page again, with what was typed in its place."""
        messages.error(self.request, refusal)
        typed = {name: self.request.POST.get(name, "") for name in ("path", "comment", "text")}
        return self._show(self._empty_decision(), status=422, typed=typed)

    def _empty_decision(self, **initial: Any) -> DecisionForm:
        if self.step and self.page:
            initial |= {
                "task_state": self.step.pk,
                "revision": self.page.latest_revision_id,
                "awaited": self.step.status == TaskState.STATUS_REJECTED,
            }
        return DecisionForm(initial=initial, decisions=self.decisions)

    def _show(self, form: DecisionForm, status: int = 200, **context: Any) -> HttpResponse:
        stage = self.step.task.specific.get_stage_display() if self.step else ""
        given = {"reviewer": self.submission.reviewer_id, "due": self.submission.due}
        context |= {
            "submission": self.submission,
            "page": self.page,
            "stage": stage,
            "decisions": self.decisions,
            "decision_form": form,
            "waits": self.submission.state in WAITING,
            "assign_form": AssignForm(initial=given),
            "history": self._history(),
            **self._sides(),
        }
        shown = self.render_to_response(self.get_context_data(**context), status=status)
        response: HttpResponse = shown
        return response

    def _sides(self) -> dict[str, Any]:
        if self.page is None:
            return {"rows": self._announced()}
        sent = self.page.get_latest_revision_as_object()
        known = previous(self.page)
        called, before = known or ("", None)
        return {"rows": rows(self.page, sent, before), "before_label": called}

    def _announced(self) -> list[Row]:
        """What there is of a practice that the union was told of, and not sent yet."""
        if not self.submission.announced_at or self.submission.submitted_at:
            return []
        draft = finished(self.submission)
        return rows(draft, draft, None)

    def _history(self) -> list[Any]:
        found = list(registry.get_logs_for_instance(self.submission)[:MOST_EVENTS])
        if self.page:
            others = registry.get_logs_for_instance(self.page).exclude(action__in=TOLD_ALREADY)
            found += others[:MOST_EVENTS]
        return sorted(found, key=lambda entry: entry.timestamp, reverse=True)[:MOST_EVENTS]

"""What the union does in the conversation with municipalities: begin, answer, settle."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin import messages

from core.i18n import isolate
from members.admin.pages import UnionPage
from members.messages import reading, writing
from members.messages.forms import AnswerForm, SeveralForm
from members.models import Thread

SETTLE, REOPEN = WITHOUT_TEXT = ("settle", "reopen")
SENT = gettext_lazy("The message is sent. The representatives are told by mail.")


class MessagesPage(UnionPage):
    """A page below the list of conversations."""

    header_icon = "comment"
    list_name = "members_messages"
    list_label = gettext_lazy("Messages")

    def refused(self, form: Any) -> None:
        """Say at the top that a form was not taken."""
        messages.validation_error(self.request, _("The message could not be sent."), form)


class WriteView(MessagesPage):
    """Begin a conversation with one municipality or several."""

    page_title = gettext_lazy("Write to municipalities")
    template_name = "members/admin/write.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form; `to` is the number of a municipality to begin with."""
        return self.show(form=SeveralForm(initial={"organisations": request.GET.getlist("to")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Write to all of them or, where the form is refused, to none."""
        form = SeveralForm(request.POST)
        if not form.is_valid():
            self.refused(form)
            return self.show(form=form)
        data = form.cleaned_data
        with transaction.atomic():
            for organisation in data.pop("organisations"):
                writing.begin(organisation=organisation, actor=request.user, for_union=True, **data)
        messages.success(request, SENT)
        return redirect("members_messages")


class ThreadView(MessagesPage):
    """A conversation with one municipality."""

    template_name = "members/admin/thread.html"
    thread: Thread

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Which."""
        super().setup(request, *args, **kwargs)
        threads = Thread.objects.select_related("organisation")
        self.thread = get_object_or_404(threads, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        """What it is about."""
        return isolate(self.thread.subject, get_language() or settings.LANGUAGE_CODE)

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """What was written, and a form to answer."""
        return self._form(AnswerForm())

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """One of the acts that the buttons name; what was typed comes back where it is refused."""
        form = AnswerForm(request.POST)
        act = request.POST.get("act", "")
        form.fields["text"].required = act not in WITHOUT_TEXT
        if not form.is_valid():
            self.refused(form)
        elif act in WITHOUT_TEXT and form.cleaned_data["text"]:
            messages.error(request, _("You have written an answer: send it, or delete it first."))
        elif self._done(act, **form.cleaned_data):
            return redirect("members_thread", pk)
        return self._form(form)

    def _done(self, act: str, key: UUID, seen: int, text: str) -> bool:
        pk, actor = self.thread.pk, self.request.user
        acts: dict[str, tuple[Callable[[], Any], str]] = {
            SETTLE: (
                partial(writing.settle, pk, seen, actor=actor),
                _("It no longer counts as not answered."),
            ),
            REOPEN: (
                partial(writing.reopen, pk, actor=actor),
                _("It counts as not answered again."),
            ),
        }
        send = partial(writing.answer, key, pk, text, seen, actor=actor, for_union=True)
        return self.tried(*acts.get(act, (send, SENT)))

    def _form(self, form: AnswerForm) -> HttpResponse:
        part = reading.page_of(self.thread, self.request.GET.get("p"))
        return self.show(thread=self.thread, part=part, form=form)

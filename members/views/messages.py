"""The conversation with the union, at the desk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import held
from members.decorators import MemberRequest, representative
from members.limits import within_limit
from members.messages import reading, writing
from members.messages.forms import AnswerForm, KeyedForm, ThreadForm
from members.models import Membership, Thread
from members.people import RefusedError

MOST_AT_THE_DESK = 3


@require_safe
@representative
def index(request: MemberRequest) -> HttpResponse:
    """All threads of the municipality, the latest first."""
    threads = Paginator(reading.threads_of(request.membership), reading.PER_PAGE)
    part = threads.get_page(request.GET.get("page"))
    return render(request, "desk/messages/index.html", {"part": part})


@require_safe
@representative
def mails(request: MemberRequest) -> HttpResponse:
    """What the site has written to this representative by mail."""
    found = Paginator(reading.mails_to(request.membership), reading.PER_PAGE)
    part = found.get_page(request.GET.get("page"))
    return render(request, "desk/messages/mails.html", {"part": part})


@require_POST
@representative
def read_all(request: MemberRequest) -> HttpResponse:
    """Have everything marked as read."""
    reading.read_all(request.membership)
    return redirect("desk:messages")


@held.holding
@require_http_methods(["GET", "HEAD", "POST"])
@representative
def new(request: MemberRequest) -> HttpResponse:
    """Begin a thread."""
    if request.method != "POST":
        form = ThreadForm(held.held_for(request))
        return _show(request, "desk/messages/new.html", form)
    if not held.is_writers(request):
        return render(request, "desk/somebody_else.html", status=403)
    form = ThreadForm(request.POST)
    if not form.is_valid() or not _may_write(request, form):
        return _show(request, "desk/messages/new.html", form)
    organisation = request.membership.organisation
    thread = writing.begin(organisation=organisation, actor=request.user, **form.cleaned_data)
    return _done(request, reverse("desk:thread", args=[thread.pk]))


@held.holding
@require_http_methods(["GET", "HEAD", "POST"])
@representative
def thread(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What was written in a thread, and a form to answer."""
    threads = reading.threads_of(request.membership)
    found: Thread = get_object_or_404(threads, pk=pk)
    if request.method != "POST":
        return _show_thread(request, found, AnswerForm(held.held_for(request)))
    if not held.is_writers(request):
        return render(request, "desk/somebody_else.html", status=403)
    form = AnswerForm(request.POST)
    if not form.is_valid() or not _may_write(request, form):
        return _show_thread(request, found, form)
    try:
        message = writing.answer(pk=pk, actor=request.user, **form.cleaned_data)
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return _show_thread(request, found, form)
    return _done(request, f"{request.path}#message-{message.pk}")


def for_panel(request: HttpRequest, membership: Membership) -> dict[str, Any]:
    """For the desk's first page: what is new."""
    news = reading.threads_of(membership).filter(is_unread=True)
    return {"threads": news[:MOST_AT_THE_DESK], "unread": reading.unread(membership)}


def _may_write(request: MemberRequest, form: KeyedForm) -> bool:
    if within_limit(request, "message"):
        return True
    form.add_error(None, _("You have written many messages. Wait an hour, then send this."))
    return False


def _done(request: MemberRequest, address: str) -> HttpResponse:
    held.drop(request)
    messages.success(request, _("Your message is sent. The union is told by mail."))
    # What another tab sent after the session had ended is still to be sent.
    return redirect(request.path if held.held_for(request) else address)


def _show_thread(request: MemberRequest, found: Thread, form: AnswerForm) -> HttpResponse:
    part = reading.page_of(found, request.GET.get("page"))
    if request.method == "GET" and part.number == 1:
        reading.read(request.user, *part.object_list[-1:])
    return _show(request, "desk/messages/thread.html", form, thread=found, part=part)


def _show(request: MemberRequest, template: str, form: KeyedForm, **context: Any) -> HttpResponse:
    context |= {
        "form": form,
        "writer": held.writer_token(request.user),
        "is_held": request.method != "POST" and form.is_bound,
    }
    return render(request, template, context)

"""The outbox as its recipients would see it."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from csp.constants import NONE, SELF
from csp.decorators import csp, csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mail.models import OutboxMessage

SHOWN = 100


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The latest mails."""
    latest = OutboxMessage.objects.defer("mime").order_by("-pk")[:SHOWN]
    return render(request, "mail/development_index.html", {"mails": latest})


# django-csp's types know only views without arguments.
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
@never_cache
@require_safe
def message(request: HttpRequest, number: int) -> HttpResponse:
    """One mail: its headers, text and HTML."""
    stored = get_object_or_404(OutboxMessage, pk=number)
    mime = _parsed(stored)
    context = {
        "mail": stored,
        "headers": mime.items(),
        "text": _part(mime, "plain"),
        "html": _part(mime, "html"),
        "attachments": [part.get_filename("") for part in mime.iter_attachments()],
    }
    return render(request, "mail/development_message.html", context)


# Mails bring their styles with them, and run nothing.
@csp(  # type: ignore[arg-type]
    {
        "default-src": [NONE],
        "style-src": ["'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [SELF],
    }
)
@never_cache
@require_safe
def html(request: HttpRequest, number: int) -> HttpResponse:
    """The HTML of one mail, by itself."""
    text = _part(_parsed(get_object_or_404(OutboxMessage, pk=number)), "html")
    if not text:
        raise Http404
    return HttpResponse(text)


def _parsed(stored: OutboxMessage) -> EmailMessage:
    return message_from_bytes(bytes(stored.mime), policy=policy.default)


def _part(mime: EmailMessage, kind: str) -> str:
    part = mime.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part else ""

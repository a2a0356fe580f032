"""Readers write to those behind a record, and confirm it by a link."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.i18n import direction
from members.contact import sending
from members.contact.forms import ContactForm
from members.limits import within_limit
from members.models import ContactMessage
from members.models.contact import CONFIRM_WITHIN
from search import listings

NOT_FIELDS = ("key", "consent", "topic")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form, which is open to everybody; a POST sends its link to who filled it in."""
    line = _line(key)
    if line is None:
        raise Http404
    if request.method != "POST":
        return _show(request, line, ContactForm(initial={"key": uuid4()}))
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _show(request, line, form)
    fields = dict(form.cleaned_data)
    address = str(fields["address"]).lower()
    # The second one spares who never asked for it: any address can be typed.
    if not (
        within_limit(request, "contact") and within_limit(request, "contact_address", key=address)
    ):
        form.add_error(
            None,
            _("Messages were sent too often from here, or for this address. Try again later."),
        )
        return _show(request, line, form, status=429)
    unique = fields["key"]
    kept = {name: value for name, value in fields.items() if name not in NOT_FIELDS}
    sending.ask(unique, line, get_language() or "en", kept)
    return redirect("contact_sent")


@require_safe
def contact_sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "contact/sent.html", {"days": CONFIRM_WITHIN.days})


# Programs that check mails open every link: nothing happens before a person presses a button.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact_confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """The message once more; a POST passes it on or, with `discard`, deletes it."""
    if not within_limit(request, "contact_link"):
        return render(request, "429.html", status=429)
    found = sending.find(secret)
    if found is None:
        response = render(request, "contact/void.html", status=404)
    elif found.passed_on_at:
        response = render(request, "contact/passed_on.html")
    elif request.method == "POST":
        response = _decide(request, found)
    else:
        context = {"message": found, "line": _line(found.record)}
        response = render(request, "contact/confirm.html", context)
    # The address is a secret; no other site is to learn it.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _decide(request: HttpRequest, found: ContactMessage) -> HttpResponse:
    if "discard" in request.POST:
        sending.discard(found.pk)
        return render(request, "contact/discarded.html")
    try:
        sending.pass_on(found.pk)
    except sending.NotPublicError:
        sending.discard(found.pk)
        return render(request, "contact/not_public.html", status=410)
    except sending.NobodyError:
        return render(request, "contact/nobody.html", status=503)
    return redirect(request.path)


def _line(key: UUID) -> listings.Line | None:
    return next(iter(listings.lines([key], get_language() or "en")), None)


def _show(
    request: HttpRequest, line: listings.Line, form: ContactForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "line": line,
        "direction": direction(line["language"]),
        "days": CONFIRM_WITHIN.days,
    }
    response = render(request, "contact/form.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response

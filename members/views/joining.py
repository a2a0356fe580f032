"""Cities that want to become members ask here."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members import joining
from members.forms import JoinForm
from members.limits import within_limit


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The form, which is open to everybody."""
    if request.method != "POST":
        return _show(request, JoinForm(initial={"key": uuid4()}))
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    if not within_limit(request, "join"):
        form.add_error(
            None,
            _("From your network this was sent too often. Wait an hour, then send it again."),
        )
        return _show(request, form, status=429)
    fields = dict(form.cleaned_data)
    joining.ask(fields.pop("key"), get_language() or "en", fields)
    return redirect("join_sent")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "members/join_sent.html")


def _show(request: HttpRequest, form: JoinForm, status: int = 200) -> HttpResponse:
    return render(request, "members/join.html", {"form": form}, status=status)

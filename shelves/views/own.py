"""A reader's own lists."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from search.names import Names
from shelves import exports, services
from shelves.entries import entries_of
from shelves.forms import NameForm
from shelves.keepers import becoming_keeper, days_kept, keeper_of
from shelves.models import Shelf
from shelves.views.doors import privately


@require_http_methods(["GET", "HEAD", "POST"])
@privately
def index(request: HttpRequest) -> HttpResponse:
    """All lists, and a form for a new one."""
    form = NameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = services.create(form.cleaned_data["name"], actor=becoming_keeper(request))
        except services.RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("shelves:shelf", made.pk)
    shelves = keeper_of(request).shelves().annotate(number=Count("items"))
    context = {"shelves": shelves, "form": form, "days": days_kept()}
    return render(request, "shelves/index.html", context)


@require_safe
@privately
def shelf(request: HttpRequest, pk: int) -> HttpResponse:
    """One list with its notes, and all that can be done with it."""
    found = keeper_of(request).shelves().get(pk=pk)
    entries = entries_of(found, Names(get_language() or "en"))
    context = {
        "shelf": found,
        "entries": entries,
        "comparable": sum(entry.comparable for entry in entries),
        "shared_url": _shared_url(request, found),
        "days": days_kept(),
    }
    return render(request, "shelves/shelf.html", context)


@require_safe
@privately
def download(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """One list as a file, with its notes."""
    return exports.file_response(
        keeper_of(request).shelves().get(pk=pk),
        ending,
        language=get_language() or "en",
        day=timezone.localdate(),
        absolute=request.build_absolute_uri,
        with_notes=True,
    )


def _shared_url(request: HttpRequest, found: Shelf) -> str:
    """The whole address of the link; empty where there is none."""
    if not found.share_token:
        return ""
    return request.build_absolute_uri(reverse("shelves:shared", args=[found.share_token]))

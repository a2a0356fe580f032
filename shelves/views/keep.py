"""Putting a record on a list: a page of its own, so that pages which lead here can be cached."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.way_back import way_back
from search import listings
from search.names import Names
from search.presentation.lines import present
from shelves import services
from shelves.forms import KeepForm
from shelves.keepers import becoming_keeper, days_kept, keeper_of
from shelves.models import Shelf
from shelves.views.doors import privately


@require_http_methods(["GET", "HEAD", "POST"])
@privately
def keep(request: HttpRequest, key: UUID) -> HttpResponse:
    """Choose a list, or make one; say on which the record is already."""
    names = Names(get_language() or "en")
    line = next(iter(listings.lines([key], names.language)), None)
    if line is None:
        return render(request, "shelves/gone.html", status=404)
    back = way_back(request)
    keeper = keeper_of(request)
    form = KeepForm(list(keeper.shelves()), request.POST if request.method == "POST" else None)
    if form.is_valid() and (shelf := _kept(request, key, form)):
        messages.success(request, _("It is on the list “%(name)s”.") % {"name": shelf.name})
        then = f"?{urlencode({'next': back})}" if back else ""
        return redirect(f"{request.path}{then}")
    context = {
        "form": form,
        "line": present(line, names),
        "back": back,
        "holding": keeper.shelves().filter(items__record=key),
        "days": days_kept(),
    }
    return render(request, "shelves/keep.html", context)


def _kept(request: HttpRequest, key: UUID, form: KeepForm) -> Shelf | None:
    """The list it is on now; none where the form says why not."""
    typed, keeper = form.cleaned_data, becoming_keeper(request)
    try:
        if typed["name"]:
            return services.keep_on_new(key, typed["note"], typed["name"], actor=keeper)
        return services.keep(key, typed["note"], typed["shelf"], actor=keeper)
    except services.RefusedError as refusal:
        form.add_error(None, str(refusal))
        return None

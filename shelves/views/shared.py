"""A list as those see it who were given its link."""

import re

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search.names import Names
from shelves import exports
from shelves.entries import entries_of
from shelves.models import Shelf
from shelves.views.doors import privately

TOKEN = re.compile("[A-Za-z0-9_-]{43}")


@require_safe
@privately
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The list, to be read; a link that is no longer good leads to a way on."""
    shelf = _shared(token)
    if shelf is None:
        return render(request, "shelves/unknown.html", status=404)
    names = Names(get_language() or "en")
    entries = entries_of(shelf, names, with_notes=shelf.share_notes)
    context = {
        "shelf": shelf,
        "entries": entries,
        "comparable": sum(entry.comparable for entry in entries),
        "token": token,
    }
    return render(request, "shelves/shared.html", context)


@require_safe
@privately
def download(request: HttpRequest, token: str, ending: str) -> HttpResponse:
    """The same as a file."""
    shelf = _shared(token)
    if shelf is None:
        return render(request, "shelves/unknown.html", status=404)
    return exports.file_response(
        shelf,
        ending,
        language=get_language() or "en",
        day=timezone.localdate(),
        absolute=request.build_absolute_uri,
        with_notes=shelf.share_notes,
    )


def _shared(token: str) -> Shelf | None:
    """The list of a link; those of a closed account are shared no more."""
    if not TOKEN.fullmatch(token):  # a database may refuse to look for it
        return None
    open_ones = Shelf.objects.filter(Q(owner=None) | Q(owner__is_active=True))
    return open_ones.filter(share_token=token).first()

"""What all pages of lists have in common: who may come in, and that nobody else learns of it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from shelves.limits import within_limit
from shelves.models import Shelf

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def privately(view: View[P]) -> View[P]:
    """Kept by no cache and found by no search engine; the address is told to no other site.

    A list that is not the reader's is as if there were none. Whoever changes lists without end
    has to wait.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and not within_limit(request):
            return render(request, "429.html", status=429)
        try:
            response = view(request, *args, **kwargs)
        except Shelf.DoesNotExist as error:
            raise Http404 from error
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded

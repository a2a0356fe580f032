"""The page that a link “unsubscribe” leads to."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mail import unsubscribing
from mail.messages import name_of_kind


# Programs post here without a form of ours (RFC 8058): the address is the secret.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask; a POST unsubscribes or, with `again`, takes that back."""
    try:
        kind, address = unsubscribing.read(token)
    except BadSignature as error:
        raise Http404 from error
    if request.method == "POST":
        act = unsubscribing.resubscribe if "again" in request.POST else unsubscribing.unsubscribe
        act(kind, address)
    response = render(
        request,
        "mail/unsubscribe.html",
        {
            "kind": name_of_kind(kind),
            "address": address,
            "left": unsubscribing.wants_none(kind, address),
        },
    )
    response["X-Robots-Tag"] = "noindex"
    return response

"""What only shows in the answer: refusals, and files taken out of the admin."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Event
from accounts.log import note, path_of
from accounts.models import SecurityEvent
from core.middleware import is_in_admin

Handler = Callable[[HttpRequest], HttpResponseBase]
# One person's refusals that the log takes in a minute: who tries addresses out, fills no disk.
MOST = 30


class SecurityLogMiddleware:
    """Writes both down, of whoever is logged in; strangers cannot make it write."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at the answer before any of it leaves."""
        response = self.get_response(request)
        name = _file_name(request, response)
        # Whose session it is, is asked last: to all others, answers stay the same for everybody.
        if name and request.user.is_authenticated:
            query = request.META.get("QUERY_STRING", "")[:500]
            note(Event.EXPORT, request=request, about=name, query=query)
        elif _is_refusal(request, response) and request.user.is_authenticated:
            _note_refusal(request, request.user)
        return response


def _is_refusal(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the person was told that she may not; Wagtail says it at the admin's first page."""
    if response.status_code != 302:
        return response.status_code == 403
    if response.get("Location") != reverse("wagtailadmin_home"):
        return False
    said: Any = messages.get_messages(request)
    # Not `said` itself: what is gone through counts as shown.
    return any(one.level == messages.ERROR for one in said._queued_messages)


def _note_refusal(request: HttpRequest, user: Any) -> None:
    """But where this path was refused to this person within the last minute."""
    lately = timezone.now() - timedelta(minutes=1)
    events = SecurityEvent.objects.filter(user=user, what=Event.REFUSED)
    paths = list(events.filter(at__gte=lately).values_list("path", flat=True)[:MOST])
    if len(paths) < MOST and path_of(request)[:300] not in paths:
        note(Event.REFUSED, request=request, method=request.method)


def _file_name(request: HttpRequest, response: HttpResponseBase) -> str:
    """What a file that the admin hands out is called; empty for every other answer."""
    kind, _sign, name = response.get("Content-Disposition", "").partition("filename")
    is_file = response.status_code == 200 and kind.startswith("attachment")
    taken = is_file and is_in_admin(request)
    return name.partition("=")[2].strip('"') if taken else ""

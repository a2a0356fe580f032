"""What a form that is saved while it is written hears, as JSON (`static/js/draft.js`)."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from practices.submissions.drafts import Saved


def is_asked_for(request: HttpRequest) -> bool:
    """Whether a script has sent the form, to go on writing in it."""
    return request.headers.get("Accept", "").startswith("application/json")


def answer(saved: Saved) -> JsonResponse:
    """What became of a save."""
    if saved.closed:
        return _say(409, "closed", _("It can no longer be changed. What you wrote since is kept."))
    if saved.conflicts:
        text = _("Somebody else has changed the same text. Please compare both.")
        return _say(409, "conflict", text, shown=json.dumps(saved.shown))
    return _say(200, "saved", _("Saved"), shown=json.dumps(saved.shown))


def logged_out() -> JsonResponse:
    """That who writes has to log in first."""
    text = _("You are logged out, and nothing is saved. Log in in another tab, then write on here.")
    return _say(401, "logged-out", text, address=resolve_url(settings.LOGIN_URL))


def somebody_else() -> JsonResponse:
    """That another account is logged in by now than the one that opened the form."""
    text = _("Another account is logged in by now, and nothing is saved. Log in with yours again.")
    return _say(403, "logged-out", text, address=resolve_url(settings.LOGIN_URL))


def _say(status: int, state: str, message: str, **more: Any) -> JsonResponse:
    response = JsonResponse({"state": state, "message": message, **more}, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response

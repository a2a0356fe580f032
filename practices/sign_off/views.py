"""The page that the link of a sign-off leads to, for people without an account."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.i18n import direction
from members.letters import name_of
from practices.models import SignOff
from practices.models.upload import UploadState
from practices.sign_off.enums import SignOffState, Verdict
from practices.sign_off.forms import AnswerForm
from practices.sign_off.limits import within_limit
from practices.sign_off.services import NotOpen, answer, find, state_of
from practices.sign_off.text import digest_of, shown
from practices.submissions.states import NotNow
from practices.uploads.views import handed_out


def secretly(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The address is a secret: no other site, cache or search engine is to learn it."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
        response = view(request, token, **more)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


# Who knows the address may answer, with or without cookies: another site cannot make a browser
# send what it does not know. With this referrer policy browsers say no origin to compare, either.
@csrf_exempt
@secretly
@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: HttpRequest, token: str) -> HttpResponse:
    """The record as it would be published, and a form; a look changes nothing.

    Programs that check mails open every link.
    """
    found = _opened(request, token)
    if isinstance(found, HttpResponse):
        return found
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, token, found, form)
    asked = dict(form.cleaned_data)
    try:
        answer(token, Verdict(asked.pop("verdict")), **asked)
    except NotOpen:  # the page it leads to says why
        pass
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _show(request, token, found, form)
    return HttpResponseRedirect(request.path)


@secretly
@require_safe
def sign_off_file(request: HttpRequest, token: str, upload_id: UUID) -> HttpResponseBase:
    """A file that belongs to the record."""
    found = _opened(request, token)
    if isinstance(found, HttpResponse):
        return found
    upload = found.submission.uploads.clean().filter(pk=upload_id).first()
    if upload is None:
        return render(request, "sign_off/unknown.html", status=404)
    return handed_out(upload)


def _opened(request: HttpRequest, token: str) -> SignOff | HttpResponse:
    """What the link is for while it takes an answer; else the page that says what to do."""
    if not within_limit(request, "open"):
        return render(request, "sign_off/too_often.html", status=429)
    found = find(token)
    if found is None:
        return render(request, "sign_off/unknown.html", status=404)
    state = state_of(found, digest_of(found.submission))
    if state != SignOffState.OPEN:
        context = {"sign_off": found, "state": state}
        # Whoever has just answered reads here that it has arrived.
        status = 200 if state == SignOffState.ANSWERED else 410
        return render(request, "sign_off/void.html", context, status=status)
    return found


def _show(request: HttpRequest, token: str, found: SignOff, form: AnswerForm) -> HttpResponse:
    """The page in the language of the record, with what asks around it in the reader's own."""
    submission, language = found.submission, get_language() or "en"
    files = submission.uploads.exclude(state__in=(UploadState.REMOVED, UploadState.REFUSED))
    context = {
        "sign_off": found,
        "submission": submission,
        "person": name_of(found.created_by),
        "files": list(files),
        "token": token,
        "form": form,
        "reader_language": language,
        "reader_direction": direction(language),
    }
    around = {
        f"{part}_html": render_to_string(f"sign_off/{part}.html", context, request)
        for part in ("mark", "request", "answer")
    }
    page = shown(submission)
    # No search engine's business, and no address of its own.
    request.is_preview = True  # type: ignore[attr-defined] # as Wagtail's own previews say it
    with translation.override(submission.language):
        context = {**page.get_context(request), **around}
        return render(request, "sign_off/page.html", context)

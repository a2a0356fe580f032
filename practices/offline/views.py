"""The questions to take along, and the way back, at the member's desk."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.defaults import page_not_found

from core.i18n import language_name
from core.inspection import RefusedFileError, extension_of
from members.decorators import MemberRequest, representative
from practices.calls.answers import open_call
from practices.models import Submission
from practices.offline.filling import Filled
from practices.offline.forms import ImportForm, largest
from practices.offline.importing import draft_of
from practices.offline.read_xlsx import NoSuchRow
from practices.offline.reading import read
from practices.offline.writing import FORMATS


@representative
@require_safe
def template(request: HttpRequest, language: str, extension: str) -> HttpResponse:
    """The questions in a language, as a file to fill in."""
    if language not in dict(settings.LANGUAGES) or extension not in FORMATS:
        return page_not_found(request, Http404())
    kind = FORMATS[extension]
    with override(language):
        made = kind.write(language)
    answer = HttpResponse(made, content_type=kind.content_type)
    answer["Content-Disposition"] = f'attachment; filename="practice-{language}.{extension}"'
    return answer


@representative
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: MemberRequest) -> HttpResponse:
    """Ask for a filled file; a POST makes a draft of it and opens that."""
    form = ImportForm()
    if request.method == "POST":
        # Reading them is what drops one.
        typed, chosen = request.POST, request.FILES
        dropped = "file" in getattr(request, "dropped_files", ())
        form = ImportForm(typed, chosen, dropped=dropped)
        if form.is_valid() and (filled := _read(form)):
            return _draft(request, form, filled)
    offered = [(code, language_name(code)) for code, _name in settings.LANGUAGES]
    own = get_language()
    context = {
        "form": form,
        "own": [language for language in offered if language[0] == own],
        "others": [language for language in offered if language[0] != own],
        "formats": FORMATS.items(),
        "largest": largest(),
    }
    return render(request, "desk/offline/import.html", context)


def _read(form: ImportForm) -> Filled | None:
    """What the file holds; None where the form now says why not."""
    asked: dict[str, Any] = form.cleaned_data
    extension = extension_of(asked["file"].name)
    language = get_language() or "en"
    try:
        filled = read(
            asked["file"], extension, key=asked["key"], language=language, row=asked["row"]
        )
    except RefusedFileError as refusal:
        form.add_error("file", refusal.message(extension))
    except NoSuchRow as refusal:
        form.add_error("row", str(refusal))
    else:
        if filled.answers:
            return filled
        form.add_error(
            "file",
            _(
                "No answers were found in this file. Write them into the boxes of our file, whose "
                "names in square brackets must stay, or into the columns of our spreadsheet."
            ),
        )
    return None


def _draft(request: MemberRequest, form: ImportForm, filled: Filled) -> HttpResponse:
    asked: dict[str, Any] = form.cleaned_data
    # The form posts to its own address, which names the call it answers.
    call = open_call(request.GET["call"]) if "call" in request.GET else None
    try:
        submission = draft_of(
            filled, asked["key"], request.membership, language=asked["language"], call=call
        )
    except Submission.DoesNotExist as error:
        return page_not_found(request, error)
    _tell(request, filled)
    return redirect("submissions:tasks", submission.pk)


def _tell(request: HttpRequest, filled: Filled) -> None:
    count = len(filled.answers)
    messages.success(
        request,
        ngettext(
            "%(count)s question is answered from your file. Look through the steps before you send "
            "it.",
            "%(count)s questions are answered from your file. Look through the steps before you "
            "send it.",
            count,
        )
        % {"count": count},
    )
    if filled.leftovers:
        text = _(
            "Some of it could not be placed. It is kept under “Earlier texts”: copy what you need "
            "from there."
        )
        messages.warning(request, text)
    if filled.has_pictures:
        messages.warning(request, _("The pictures were not taken: add them in the step “Files”."))
    if filled.further_rows:
        text = _("Only one row was read. For the others, bring the file again and give the row.")
        messages.info(request, text)

"""The files of a submission, at the member's desk."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.i18n import format_size
from members.decorators import MemberRequest
from practices.desk.doors import of_own_city
from practices.models import Submission, Upload
from practices.steps import STEPS
from practices.steps.files import Files
from practices.uploads import receiving
from practices.uploads.forms import DescriptionForm, FileForm
from practices.uploads.publishing import MADE, is_public

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@of_own_city
@GET_OR_POST
def files(request: MemberRequest, submission: Submission) -> HttpResponse:
    """The files of a submission; a POST adds one."""
    form = FileForm()
    if request.method == "POST":
        # Reading them is what drops one.
        typed, chosen = request.POST, request.FILES
        dropped = "file" in getattr(request, "dropped_files", ())
        form = FileForm(typed, chosen, dropped=dropped)
        if form.is_valid() and (upload := _received(request, submission, form)):
            if not upload.is_described:
                return redirect("submissions:file-description", submission.pk, upload.pk)
            messages.success(request, _("“%(name)s” was added.") % {"name": upload.name})
            return redirect("submissions:files", submission.pk)
    return render(request, "desk/uploads/files.html", _context(request, submission, form))


@of_own_city
@GET_OR_POST
def description(request: MemberRequest, submission: Submission, upload_id: UUID) -> HttpResponse:
    """Alternative text and credit of an image."""
    upload = _upload(submission.uploads.kept(), upload_id)
    form = DescriptionForm(request.POST or None, instance=upload)
    if request.method == "POST" and form.is_valid():
        try:
            receiving.describe(upload, **form.cleaned_data, actor=request.user)
        except receiving.NotTaken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(name)s” was described.") % {"name": upload.name})
            return redirect("submissions:files", submission.pk)
    context = {"form": form, "upload": upload, "submission": submission}
    return render(request, "desk/uploads/description.html", context)


@of_own_city
@GET_OR_POST
def remove(request: MemberRequest, submission: Submission, upload_id: UUID) -> HttpResponse:
    """Take a file away; a GET, as after logging in anew, leads back to the list."""
    upload = _upload(submission.uploads.kept(), upload_id)
    if request.method == "POST":
        receiving.remove(upload, actor=request.user)
        messages.success(request, _("“%(name)s” was removed.") % {"name": upload.name})
    return redirect("submissions:files", submission.pk)


@of_own_city
@require_safe
def download(request: MemberRequest, submission: Submission, upload_id: UUID) -> HttpResponseBase:
    """A file that was found clean."""
    return handed_out(_upload(submission.uploads.clean(), upload_id))


def handed_out(upload: Upload) -> FileResponse:
    """A clean file, to be saved and not shown: it runs nowhere near our pages."""
    answer = FileResponse(
        upload.file.open("rb"),
        as_attachment=True,
        filename=upload.name,
        content_type="application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _received(request: HttpRequest, submission: Submission, form: FileForm) -> Upload | None:
    """The file, kept; None where the form now says why not."""
    asked = form.cleaned_data
    try:
        return receiving.receive(
            submission, asked["file"], alt=asked["alt"], credit=asked["credit"], actor=request.user
        )
    except receiving.NotTaken as refusal:
        form.add_error("file", str(refusal))
        return None


def _context(request: HttpRequest, submission: Submission, form: FileForm) -> dict[str, Any]:
    language = get_language() or settings.LANGUAGE_CODE
    uploads = list(submission.uploads.kept().select_related(*MADE))
    return {
        "submission": submission,
        "form": form,
        "step": Files,
        "steps": STEPS,
        "number": STEPS.index(Files) + 1,
        "uploads": uploads,
        "public": {upload.pk for upload in uploads if is_public(upload)},
        "waiting": any(upload.state == "waiting" for upload in uploads),
        "open": Submission.objects.editable_by(request.user).filter(pk=submission.pk).exists(),
        "limit": settings.MEYDAN_FILES_A_SUBMISSION,
        "largest_image": format_size(settings.MEYDAN_LARGEST_IMAGE, language),
        "largest_document": format_size(settings.MEYDAN_LARGEST_DOCUMENT, language),
    }


def _upload(uploads: Any, upload_id: UUID) -> Upload:
    """A file among these, or 404."""
    found: Upload = get_object_or_404(uploads.select_related(*MADE), pk=upload_id)
    return found

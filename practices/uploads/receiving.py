"""Taking a file in: stored at once, trusted by nobody until the check."""

from hashlib import sha256
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.i18n import format_number, format_size
from core.inspection import (
    IMAGES,
    OFFICE,
    RefusedFileError,
    check_head,
    extension_of,
    safe_name,
)
from practices.models import Submission, Upload
from practices.models.upload import UploadKind, UploadState
from practices.uploads.hostile import note_refusal
from practices.uploads.publishing import MADE, is_public
from practices.uploads.tasks import plan

EXTENSIONS = IMAGES | OFFICE | {"pdf"}


class NotTaken(Exception):
    """A file that is not taken, or cannot be changed; the text says why, to who sent it."""


def receive(
    submission: Submission,
    file: "UploadedFile[bytes]",
    *,
    alt: str = "",
    credit: str = "",
    actor: Any,
) -> Upload:
    """Keep a file and have it checked. One that is there already is not kept twice.

    Raises:
        NotTaken: no such file, or no more files.
        PermissionDenied: the submission is not open to the actor.
    """
    extension = extension_of(file.name or "")
    kind = _kind(file, extension)
    try:
        check_head(cast(BinaryIO, file), extension)
    except RefusedFileError as refusal:
        # Outside the transaction, which the refusal would undo.
        note_refusal(refusal.reason, submission, extension, _digest(file), by=actor)
        raise NotTaken(refusal.message(extension)) from refusal
    with transaction.atomic():
        return _keep(submission, file, kind, alt=alt, credit=credit, actor=actor)


def _keep(
    submission: Submission,
    file: "UploadedFile[bytes]",
    kind: UploadKind,
    *,
    alt: str,
    credit: str,
    actor: Any,
) -> Upload:
    _lock(submission, actor)
    digest = _digest(file)
    there = submission.uploads.kept()
    if known := there.exclude(state=UploadState.REFUSED).filter(sha256=digest).first():
        return known
    if there.count() >= settings.MEYDAN_FILES_A_SUBMISSION:
        most = settings.MEYDAN_FILES_A_SUBMISSION
        raise NotTaken(
            ngettext(
                "A submission can have %(most)s file. Remove one before you add another.",
                "A submission can have %(most)s files. Remove one before you add another.",
                most,
            )
            % {"most": format_number(most, _language())}
        )
    name = safe_name(file.name or "")
    upload = Upload(submission=submission, kind=kind, name=name, size=file.size or 0, sha256=digest)
    upload.alt, upload.credit, upload.added_by = alt, credit, actor
    upload.file.save("", file, save=False)
    upload.save()
    _note(upload, "add_file", actor)
    plan(upload)
    return upload


@transaction.atomic
def describe(upload: Upload, *, alt: str, credit: str, actor: Any) -> None:
    """Say what an image shows, and whose it is.

    Raises:
        NotTaken: readers see the image already.
        PermissionDenied: the submission is not open to the actor.
    """
    _lock(upload.submission, actor)
    upload = Upload.objects.select_related(*MADE).get(pk=upload.pk)
    if is_public(upload):
        raise NotTaken(_("Readers see this image already. Remove it, and add it anew."))
    upload.alt, upload.credit = alt, credit
    upload.save(update_fields=["alt", "credit"])
    _note(upload, "describe_file", actor)


@transaction.atomic
def remove(upload: Upload, *, actor: Any) -> None:
    """Take a file away; from the record, if it is there, with the next version.

    Raises:
        PermissionDenied: the submission is not open to the actor.
    """
    _lock(upload.submission, actor)
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state == UploadState.REMOVED:
        return
    stored, storage = upload.file.name, upload.file.storage
    upload.state, upload.file = UploadState.REMOVED, ""
    upload.save(update_fields=["state", "file"])
    _note(upload, "remove_file", actor)
    if stored:
        transaction.on_commit(lambda: storage.delete(stored))


def _kind(file: "UploadedFile[bytes]", extension: str) -> UploadKind:
    """What name and size tell; the rest is for the worker."""
    if extension not in EXTENSIONS:
        raise NotTaken(
            _(
                "Files of this type are not taken. Send images (JPEG, PNG, WebP, AVIF, GIF), PDF,"
                " or documents of Word, Excel, PowerPoint or LibreOffice."
            )
        )
    kind = UploadKind.IMAGE if extension in IMAGES else UploadKind.DOCUMENT
    most = (
        settings.MEYDAN_LARGEST_IMAGE
        if kind == UploadKind.IMAGE
        else settings.MEYDAN_LARGEST_DOCUMENT
    )
    if (file.size or 0) > most:
        raise NotTaken(too_large(most))
    return kind


def too_large(most: int) -> str:
    """What to tell about a file of more than `most` bytes."""
    return _("This file is too large: %(size)s at most.") % {"size": format_size(most, _language())}


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _lock(submission: Submission, actor: Any) -> None:
    # Two files at once are counted one after the other; and in review it stays as it was sent.
    open_to_actor = Submission.objects.editable_by(actor).select_for_update()
    if not open_to_actor.filter(pk=submission.pk).values_list("pk").first():
        raise PermissionDenied


def _digest(file: "UploadedFile[bytes]") -> str:
    digest = sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def _note(upload: Upload, what: str, actor: Any) -> None:
    data = {"file": upload.name, "upload": str(upload.pk)}
    log(instance=upload.submission, action=f"practices.{what}", user=actor, data=data)

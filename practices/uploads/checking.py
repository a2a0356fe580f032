"""The check of a file in quarantine; done twice, it changes nothing."""

import shutil
from datetime import timedelta
from tempfile import TemporaryFile
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from core.inspection import Reason, RefusedFileError, inspect
from core.reencode import DecoderKilledError, reencode
from practices.models import Upload
from practices.models.upload import UploadState
from practices.uploads.clamd import finds_malware
from practices.uploads.hostile import note_refusal

PATIENCE = timedelta(days=1)


def check(upload: Upload) -> None:
    """Find a waiting file clean or refuse it; any other is left as it is.

    An image is replaced by what was made of its pixels, so that nothing the camera wrote into it
    is kept. Of a refused file nothing is kept.

    Raises:
        ScannerError: a scanner is configured and did not answer; the file goes on waiting.
        DecoderKilledError: so it does when somebody ended the process that decodes images; for a
            day, since there are images of which a machine without memory never gets to the end.
    """
    if upload.state != UploadState.WAITING:
        return
    # Files without a name: of a worker that is killed nothing stays behind.
    with TemporaryFile() as source, TemporaryFile() as target:
        with upload.file.open("rb") as stored:
            shutil.copyfileobj(stored, source)
        try:
            extension = _check(upload, source, target)
        except RefusedFileError as refusal:
            _refuse(upload, refusal.reason)
            return
        except DecoderKilledError:
            if timezone.now() < upload.added_at + PATIENCE:
                raise
            _refuse(upload, Reason.DAMAGED)
            return
        if not upload.is_image:
            _settle(upload, state=UploadState.CLEAN)
            return
        _replace(upload, target, extension)


def _check(upload: Upload, source: BinaryIO, target: BinaryIO) -> str:
    """Look at it; the extension that fits what was found."""
    # First: what the scanner knows gets no further.
    if settings.MEYDAN_CLAMD and finds_malware(source, settings.MEYDAN_CLAMD):
        raise RefusedFileError(Reason.MALWARE)
    inspect(source, upload.extension)
    return reencode(source, target) if upload.is_image else upload.extension


@transaction.atomic
def _refuse(upload: Upload, reason: Reason) -> None:
    if _settle(upload, state=UploadState.REFUSED, reason=reason.value, file=""):
        extension, digest = upload.extension, upload.sha256
        note_refusal(reason, upload.submission, extension, digest, by=upload.added_by)


def _replace(upload: Upload, target: BinaryIO, extension: str) -> None:
    """Put the new image in the place of the one that was sent."""
    storage: Storage = upload.file.storage
    field = upload._meta.get_field("file")
    made = File(target)
    name = storage.save(field.generate_filename(upload, ""), made)
    settled = _settle(
        upload,
        state=UploadState.CLEAN,
        file=name,
        name=f"{upload.name.rpartition('.')[0]}.{extension}",
        size=made.size,
    )
    if not settled:
        storage.delete(name)


@transaction.atomic
def _settle(upload: Upload, **values: object) -> bool:
    """Write the outcome, unless another run did, or the file was taken away meanwhile."""
    waiting = Upload.objects.waiting().filter(pk=upload.pk)
    if not waiting.update(**values):
        return False
    before, storage = upload.file.name, upload.file.storage
    if before and "file" in values:
        transaction.on_commit(lambda: storage.delete(before))
    return True

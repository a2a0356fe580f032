"""The check of a file in quarantine; done twice, it changes nothing."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction

from core.inspection import Reason, RefusedFileError, inspect
from core.reencode import reencode
from practices.models import Upload
from practices.models.upload import UploadState
from practices.uploads.clamd import finds_malware


def check(upload: Upload) -> None:
    """Find a waiting file clean or refuse it; any other is left as it is.

    An image is replaced by what was made of its pixels, so that nothing the camera wrote into it
    is kept. Of a refused file nothing is kept.

    Raises:
        ScannerError: a scanner is configured and did not answer; the file goes on waiting.
    """
    if upload.state != UploadState.WAITING:
        return
    with TemporaryDirectory(prefix="meydan-") as folder:
        source, target = Path(folder, "source"), Path(folder, "target")
        with upload.file.open("rb") as stored, source.open("wb") as copy:
            shutil.copyfileobj(stored, copy)
        try:
            extension = _check(upload, source, target)
        except RefusedFileError as refusal:
            _settle(upload, state=UploadState.REFUSED, reason=refusal.reason.value, file="")
            return
        if not upload.is_image:
            _settle(upload, state=UploadState.CLEAN)
            return
        _replace(upload, target, extension)


def _check(upload: Upload, source: Path, target: Path) -> str:
    """Look at it; the extension that fits what was found."""
    with source.open("rb") as file:
        # First: what the scanner knows gets no further.
        if settings.MEYDAN_CLAMD and finds_malware(file, settings.MEYDAN_CLAMD):
            raise RefusedFileError(Reason.MALWARE)
        inspect(file, upload.extension)
    return reencode(source, target) if upload.is_image else upload.extension


def _replace(upload: Upload, target: Path, extension: str) -> None:
    """Put the new image in the place of the one that was sent."""
    storage: Storage = upload.file.storage
    field = upload._meta.get_field("file")
    with target.open("rb") as made:
        name = storage.save(field.generate_filename(upload, ""), File(made))
    settled = _settle(
        upload,
        state=UploadState.CLEAN,
        file=name,
        name=f"{upload.name.rpartition('.')[0]}.{extension}",
        size=target.stat().st_size,
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

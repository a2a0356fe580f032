"""Files become part of the record: unseen when it is submitted, for all when it is published."""

from pathlib import PurePath
from secrets import token_hex
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection

from core.models import CheckedDocument, CreditedImage
from practices.models import PracticePage, Submission, Upload
from practices.models.upload import UploadState
from practices.uploads.collection import NAME, not_yet_published, published

# Wagtail keeps a hundred letters of a path, of which folder and token take fifty.
LONGEST_STEM = 40
MADE = ("image__collection", "document__collection")


def unready(submission: Submission) -> list[Upload]:
    """Files for whose sake a submission cannot be sent yet: unchecked, or not described."""
    uploads = submission.uploads
    found = {upload.pk: upload for upload in (*uploads.waiting(), *uploads.undescribed())}
    return sorted(found.values(), key=lambda upload: (upload.added_at, upload.pk))


@transaction.atomic
def attach(submission: Submission, page: PracticePage) -> PracticePage:
    """Put the clean files of a submission on its page, and take off those it removed.

    The first image is the cover of a page that has none, others stand at the end of its text,
    documents among its attachments. A file is put on a page once: what an editor takes off or
    moves stays so. Sets fields of the page and saves images and documents, but not the page.
    """
    collection = not_yet_published()
    for upload in submission.uploads.select_related(*MADE):
        if upload.state == UploadState.REMOVED:
            _take_off(upload, page)
        elif upload.state == UploadState.CLEAN and upload.is_described:
            _put_on(upload, page, collection)
    return page


@transaction.atomic
def release(page: PracticePage) -> None:
    """Let everybody read the files that a published page shows; call it when it is published."""
    shown = _shown(page)
    public = published()
    for upload in Upload.objects.filter(submission__page=page.pk).select_related(*MADE):
        made = upload.made
        if made and made.pk in shown[type(made)] and not is_public(upload):
            made.collection = public
            made.save()


def is_public(upload: Upload) -> bool:
    """Whether readers of the site have seen the file, or may."""
    return bool(upload.made and upload.made.collection.name != NAME)


def _put_on(upload: Upload, page: PracticePage, collection: Collection) -> None:
    if upload.made is None:
        _make(upload, collection)
    elif page.pk is not None:
        if upload.is_image and upload.made.collection_id == collection.pk:
            _describe(upload, page)
        return
    block: dict[str, Any]
    if not upload.is_image:
        block = {"document": upload.document}
        _append(page.attachments, "attachment", block, upload)
    elif page.cover_image is None:
        page.cover_image, page.cover_alt = upload.image, ""
    else:
        block = {"image": upload.image, "alternative_text": upload.alt}
        _append(page.body, "picture", block, upload)


def _append(stream: Any, name: str, block: dict[str, Any], upload: Upload) -> None:
    stream.append((name, stream.stream_block.child_blocks[name].normalize(block)))
    stream[-1].id = str(upload.pk)


def _make(upload: Upload, collection: Collection) -> None:
    with upload.file.open("rb") as stored:
        if upload.is_image:
            upload.image = _make_image(upload, stored.read(), collection)
        else:
            upload.document = _make_document(upload, stored.read(), collection)
    upload.save(update_fields=["image", "document"])


def _make_image(upload: Upload, content: bytes, collection: Collection) -> Any:
    """An image under a name that nobody guesses: images are served to whoever knows it."""
    extension = PurePath(upload.name).suffix
    return CreditedImage.objects.create(
        title=PurePath(upload.name).stem,
        file=ContentFile(content, name=f"{token_hex(16)}{extension}"),
        description=upload.alt,
        credit=upload.credit,
        collection=collection,
        uploaded_by_user=upload.added_by,
    )


def _make_document(upload: Upload, content: bytes, collection: Collection) -> Any:
    """A document whose readers see its name, below a folder that nobody guesses."""
    path = PurePath(upload.name)
    name = f"{token_hex(16)}/{path.stem[:LONGEST_STEM].strip()}{path.suffix}"
    return CheckedDocument.objects.create(
        title=path.stem,
        file=ContentFile(content, name=name),
        file_size=upload.size,
        collection=collection,
        uploaded_by_user=upload.added_by,
    )


def _describe(upload: Upload, page: PracticePage) -> None:
    """Bring what was changed since to the image, which nobody reads yet, and to its place."""
    image = upload.image
    if image and (image.description, image.credit) != (upload.alt, upload.credit):
        image.description, image.credit = upload.alt, upload.credit
        image.save()
    for block in page.body:
        if block.id == str(upload.pk):
            block.value["alternative_text"] = upload.alt


def _take_off(upload: Upload, page: PracticePage) -> None:
    if upload.image_id and page.cover_image_id == upload.image_id:
        page.cover_image, page.cover_alt = None, ""
    for stream in (page.body, page.attachments):
        for position in reversed(range(len(stream))):
            if stream[position].id == str(upload.pk):
                del stream[position]


def _shown(page: PracticePage) -> dict[type, set[int]]:
    """Ids of what a page shows, by class."""
    pictures = {block.value["image"].pk for block in page.body if block.block_type == "picture"}
    attached = {
        block.value["document"].pk for block in page.attachments if block.value.get("document")
    }
    return {
        CreditedImage: {*pictures, *([page.cover_image_id] if page.cover_image_id else [])},
        CheckedDocument: attached,
    }

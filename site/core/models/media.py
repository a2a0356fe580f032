"""Images with a credit, documents whose content is what their name says."""

import zipfile

import filetype
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

OFFICE_EXTENSIONS = {"docx", "odp", "ods", "odt", "pptx", "xlsx"}
TEXT_EXTENSIONS = {"csv", "txt"}
SAMPLE_BYTES = 8192


class CreditedImage(AbstractImage):
    """An image; `description` is its alternative text."""

    credit = models.CharField(
        _("credit"),
        max_length=250,
        blank=True,
        help_text=_("Who made the picture and under which licence; printed beside it."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class CreditedRendition(AbstractRendition):
    """A sized copy of an image."""

    image = models.ForeignKey(CreditedImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            )
        ]


def content_matches_extension(content: bytes, extension: str) -> bool:
    """Whether the first bytes of a file are what files of this extension begin with."""
    if extension in TEXT_EXTENSIONS:
        return b"\x00" not in content and filetype.guess(content) is None
    kind = filetype.guess(content)
    if kind is None:
        return False
    if extension in OFFICE_EXTENSIONS:
        return kind.extension in {extension, "zip"}
    return bool(kind.extension == extension)


class CheckedDocument(AbstractDocument):
    """A document that is refused when its content is not what its extension says."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """Check extension, then content.

        Raises:
            ValidationError: for the field `file`, saying what to do.
        """
        super().clean()
        if not self.file or getattr(self.file, "_committed", True):
            return
        extension = self.file_extension.lower()
        self.file.seek(0)
        matches = content_matches_extension(self.file.read(SAMPLE_BYTES), extension)
        if matches and extension in OFFICE_EXTENSIONS:
            self.file.seek(0)
            matches = zipfile.is_zipfile(self.file)
        self.file.seek(0)
        if not matches:
            raise ValidationError(
                {
                    "file": _(
                        "The content of this file is not what its name ends in "
                        "(.%(extension)s). Save it again in that format and upload it anew."
                    )
                    % {"extension": extension}
                }
            )

"""Images with a credit, documents whose content is what their name says."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from core.inspection import RefusedFileError, inspect


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


class CheckedDocument(AbstractDocument):
    """A document that is refused when its content is not what its extension says."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """Check the extension, then all that stands behind it.

        Raises:
            ValidationError: for the field `file`, saying what to do.
        """
        super().clean()
        if not self.file or getattr(self.file, "_committed", True):
            return
        extension = self.file_extension.lower()
        try:
            inspect(self.file, extension)
        except RefusedFileError as refusal:
            raise ValidationError({"file": refusal.message(extension)}) from refusal
        finally:
            self.file.seek(0)

"""Uploads are what their names say, and whole."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class WholeImageField(WagtailImageField):
    """Wagtail's field, which reads no further than an image's head; this one decodes it."""

    default_error_messages = {
        "damaged": _("This image is damaged: it cannot be read to its end. Save it anew."),
    }

    def check_image_pixel_size(self, f: Any) -> None:
        """Refuse too many pixels first, so that decoding takes bounded memory and time.

        Raises:
            ValidationError: too large, or not an image to its last byte.
        """
        try:
            super().check_image_pixel_size(f)
            f.seek(0)
            with Image.open(f) as image:
                image.load()
        except ValidationError:
            raise
        except Exception as error:
            raise ValidationError(self.error_messages["damaged"], code="damaged") from error
        finally:
            f.seek(0)


class WholeImageForm(BaseImageForm):
    """The admin's form for images."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = WholeImageField(
                label=file.label, required=file.required, widget=file.widget
            )

"""What the pages below a home page have in common."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from core.addresses import taken
from core.permissions import PlaceRightsMixin

HOME = 2  # the depth of home pages


class PageBelowHomeForm(WagtailAdminPageForm):
    """Takes no slug under which readers would be led elsewhere."""

    def clean_slug(self) -> str:
        """Below another page, any."""
        slug: str = self.cleaned_data["slug"]
        if self.parent_page.depth == HOME and slug in taken():
            message = _("“%(slug)s” is an address of the site itself. Choose another.")
            raise ValidationError(message % {"slug": slug})
        return slug


class PageBelowHome(PlaceRightsMixin, Page):
    """A page that is no record."""

    base_form_class = PageBelowHomeForm

    class Meta:
        abstract = True

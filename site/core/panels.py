"""The edit form of a record."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import ObjectList, Panel, TabbedInterface
from wagtail.models import Page


class OriginalPanel(Panel):
    """In the editor of a translation: what of the original waits to be translated."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page."""

        # It asks for itself what it shows, since nothing here knows of translations.
        template_name = "translations/admin/original_panel.html"

        def is_shown(self) -> bool:
            """Not for an original, nor before there is a page."""
            return bool(self.instance.pk and not self.instance.is_original)


class RecordForm(WagtailAdminPageForm):
    """The edit form of a record."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The form checks an address before the model does, and would refuse it in Django's words.
        if mail := self.fields.get("contact_email"):
            model_field = self._meta.model._meta.get_field("contact_email")
            mail.error_messages["invalid"] = model_field.error_messages["invalid"]


def record_tabs(
    *tabs: tuple[str | Promise, list[Panel]],
) -> TabbedInterface:
    """The edit form of a record: one tab per question an editor asks, then the page's own."""
    (first, panels), *others = tabs
    return TabbedInterface(
        [
            ObjectList([OriginalPanel(heading=_("Translation")), *panels], heading=first),
            *(ObjectList(panels, heading=heading) for heading, panels in others),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ],
        base_form_class=RecordForm,
    )

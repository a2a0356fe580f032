"""Panels of page editors that offer terms."""

from typing import Any

from wagtail.admin.panels import FieldPanel


class TermsPanel(FieldPanel):
    """A panel for a `TermsField`: English rows only, in the editor's language, none retired."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **{"icon": "tag", **kwargs})

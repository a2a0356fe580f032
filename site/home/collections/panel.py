"""Tells editors which chosen records readers do not see."""

from typing import Any

from wagtail.admin.panels import Panel
from wagtail.models import Page

from home.collections.choice import page_numbers
from search import listings


class LeftOutPanel(Panel):
    """A notice above the choice; nothing while readers see every record of it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "entries/admin/left_out.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and super().is_shown() and bool(self.left_out())

        def left_out(self) -> list[str]:
            """The titles of records that nobody, or not everybody, may read; "" if deleted."""
            raw = self.instance.original.raw()
            numbers = list(page_numbers(raw["groups"]))
            pages = Page.objects.in_bulk(numbers)
            lines = listings.lines(
                (page.translation_key for page in pages.values()), raw["language"]
            )
            shown = {line["id"] for line in lines}
            found = [pages.get(number) for number in numbers]
            return [
                page.title if page else ""
                for page in found
                if page is None or str(page.translation_key) not in shown
            ]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["titles"] = self.left_out()
            return context

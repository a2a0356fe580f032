"""What the editor's buttons say that approve a translation."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks

from core.models import KnowledgePage
from translations.models import RecordTranslation
from translations.review import publishes_on_approval


@hooks.register("construct_page_action_menu")
def do_not_promise_publication(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Wagtail adds “and Publish” to the last approval, whatever follows from it."""
    page = context.get("page")
    approvals = [item for item in menu_items if item.name == "approve"]
    if not approvals or not isinstance(page, KnowledgePage) or page.is_original:
        return
    row = RecordTranslation.objects.filter(page=page).select_related("record__page").first()
    if row and not publishes_on_approval(row, page):
        for item in approvals:
            item.label = _("Approve with comment") if item.launch_modal else _("Approve")

"""What the admin shows of translations, on our pages and in Wagtail's."""

import re
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.rich_text import RichText

from core.models import KnowledgePage
from translations.changes import Change, changes
from translations.enums import State
from translations.models import RecordTranslation

register = template.Library()

ICONS = {
    State.MISSING: "radio-empty",
    State.OUT_OF_DATE: "warning",
    State.IN_TRANSLATION: "edit",
    State.DRAFT: "draft",
    State.APPROVED: "check",
    State.PUBLISHED: "circle-check",
}
WHY = {
    "new": _("new"),
    "changed": _("changed"),
    "machine": _("translated by machine"),
    "removed": _("removed from the original"),
}


@register.inclusion_tag("translations/admin/state.html")
def translation_state(translation: RecordTranslation, names: bool = True) -> dict[str, Any]:
    """How far a translation is, in words beside an icon; `names`: whose it is as well."""
    return {
        "names": names,
        "translation": translation,
        "label": State(translation.state).label,
        "icon": ICONS[State(translation.state)],
        "is_live_too": translation.live and translation.state != State.PUBLISHED,
    }


@register.filter
def is_overdue(translation: RecordTranslation) -> bool:
    """Whether the day has passed by which it was to be done."""
    if translation.due is None or translation.state == State.PUBLISHED:
        return False
    return bool(translation.due < timezone.localdate())


@register.filter
def why(change: Change) -> Any:
    """Why a text is to be looked at, in words."""
    return WHY[change.why]


@register.filter
def marked(change: Change) -> SafeString:
    """The old and the new words of the original, with marks that are not only seen."""
    html = str(change.difference)
    for kind, element in (("deletion", "del"), ("addition", "ins")):
        html = re.sub(rf'<span class="{kind}">(.*?)</span>', rf"<{element}>\1</{element}>", html)
    return mark_safe(html)  # noqa: S308 - Wagtail has escaped the words


@register.filter
def as_read(text: str, rich: bool) -> str | SafeString:
    """A text as readers see it."""
    if not rich:
        return text
    return mark_safe(str(RichText(text)))  # noqa: S308 - cleaned when it was stored


@register.filter
def user_name(user: Any) -> str:
    """As the admin names somebody."""
    return str(get_user_display_name(user)) if user else ""


@register.simple_tag
def waiting_texts(page: KnowledgePage) -> dict[str, Any] | None:
    """What the editor of a translation shows of its original; None where there is none."""
    translations = RecordTranslation.objects.select_related("record__page__locale", "translator")
    translation = translations.filter(page=page.pk).first()
    if translation is None:
        return None
    return {
        "record": translation.record,
        "translation": translation,
        "language": translation.language,
        "source_language": translation.record.page.locale.language_code,
        "changes": changes(page),
    }

"""The admin's menu of records, and the language of what is written in its forms."""

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks

from core.admin import records_menu_item
from core.i18n import direction

hooks.register("register_admin_menu_item", records_menu_item)


@hooks.register("insert_editor_js")
def mark_languages_of_fields() -> SafeString:
    """Mark the fields of a form with the language and direction of the page they belong to."""
    right_to_left = [code for code, _name in settings.LANGUAGES if direction(code) == "rtl"]
    return format_html(
        '<link rel="stylesheet" href="{}">'
        '<script src="{}" data-right-to-left="{}" data-heading="{}"></script>',
        static("css/admin.css"),
        static("js/admin_languages.js"),
        " ".join(right_to_left),
        _("Translation from {source} into {target}"),
    )

"""The admin's menu of records."""

from wagtail import hooks

from core.admin import records_menu_item

hooks.register("register_admin_menu_item", records_menu_item)

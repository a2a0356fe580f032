"""The calls among the records of the admin."""

from wagtail import hooks

from practices.calls.viewset import CallViewSet

hooks.register("register_admin_viewset", CallViewSet)

"""The calls among the records of the admin, and in the sitemap."""

from wagtail import hooks

from practices.calls.openness import any_open
from practices.calls.viewset import CallViewSet
from practices.models import Call

hooks.register("register_admin_viewset", CallViewSet)


@hooks.register("sitemap_views")
def sitemap_views() -> list[tuple[str, list[str]]]:
    """The list and each call that can be answered, while there is one."""
    if not any_open():
        return []
    slugs = Call.objects.open().values_list("slug", flat=True)
    return [("calls:list", []), *(("calls:call", [slug]) for slug in slugs)]

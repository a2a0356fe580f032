"""What this app adds to the admin and to the sitemap."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from home.entries.sitemap import entry_views
from home.viewsets import CollectionListingViewSet, IntroductionViewSet, UnionBodyListingViewSet

register_snippet(IntroductionViewSet)
hooks.register(
    "register_admin_viewset", lambda: [UnionBodyListingViewSet(), CollectionListingViewSet()]
)
hooks.register("sitemap_views", entry_views)

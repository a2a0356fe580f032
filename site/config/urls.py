"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts import redirects

urlpatterns = [
    path("admin/", include(redirects.admin)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", include("search.api.urls")),
    path("", include("core.urls")),
    path("", include("mail.development.urls")),
    path("", include("home.urls")),
    *i18n_patterns(
        path("account/", include("allauth.urls")),
        path("search/", include("search.urls")),
        path("", include(redirects.site)),
        path("mail/", include("mail.urls")),
        path("", include(wagtail_urls)),
    ),
]

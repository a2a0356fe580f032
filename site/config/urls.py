"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts import redirects
from members.views.contact import contact, contact_confirm, contact_sent
from members.views.invitation import invitation
from members.views.joining import join, sent
from practices.sign_off.views import sign_off, sign_off_file
from practices.similar.views import suggest

urlpatterns = [
    path("admin/", include(redirects.admin)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", include("search.api.urls")),
    path("", include("core.urls")),
    path("", include("mail.development.urls")),
    path("", include("home.urls")),
    *i18n_patterns(
        path("account/invitation/<str:secret>/", invitation, name="invitation"),
        path("account/", include("allauth.urls")),
        path("desk/submissions/", include("practices.desk.urls")),
        path("desk/adaptations/", include("practices.adaptations.urls")),
        path("desk/suggest/", suggest, name="suggest"),
        path("desk/", include("members.urls")),
        path("join/", join, name="join"),
        path("join/sent/", sent, name="join_sent"),
        path("contact/<uuid:key>/", contact, name="contact"),
        path("contact/sent/", contact_sent, name="contact_sent"),
        path("s/contact/<str:secret>/", contact_confirm, name="contact_confirm"),
        path("s/<str:token>/", sign_off, name="sign_off"),
        path("s/<str:token>/files/<uuid:upload_id>/", sign_off_file, name="sign_off_file"),
        path("search/", include("search.urls")),
        path("shelves/", include("shelves.urls")),
        path("compare/", include("practices.comparison.urls")),
        path("calls/", include("practices.calls.urls")),
        path("calendar/", include("events.urls")),
        path("", include("home.styleguide.urls")),
        path("", include(redirects.site)),
        path("", include("mail.urls")),
        path("", include("home.entries.urls")),
        path("", include(wagtail_urls)),
    ),
]

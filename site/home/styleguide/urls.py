"""Where developers see the components of the pages; in development only."""

from django.conf import settings
from django.urls import path

from home.styleguide.views import styleguide

urlpatterns = (
    [path("styleguide/", styleguide, name="styleguide")] if settings.MEYDAN_SHOW_STYLEGUIDE else []
)

"""Listings of practices and projects in the admin."""

from django.utils.translation import gettext_lazy as _

from core.admin import RecordListingViewSet
from practices.models import PracticePage, ProjectPage


class PracticeListingViewSet(RecordListingViewSet):
    """All practices."""

    model = PracticePage
    name = "practices"
    menu_label = _("Practices")
    icon = "clipboard-list"
    menu_order = 10


class ProjectListingViewSet(RecordListingViewSet):
    """All projects."""

    model = ProjectPage
    name = "projects"
    menu_label = _("Projects")
    icon = "folder-open-inverse"
    menu_order = 20

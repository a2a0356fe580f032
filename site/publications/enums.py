"""Choices of reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportKind(TextChoices):
    """What kind of publication a report is."""

    WORKSHOP_REPORT = "workshop-report", _("Workshop report")
    RESEARCH_REPORT = "research-report", _("Research report")
    POLICY_BRIEF = "policy-brief", _("Policy brief")
    GUIDELINE = "guideline", _("Guideline")
    TOOLKIT = "toolkit", _("Toolkit")

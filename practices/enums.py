"""Choices of practices and projects, and how far a submission has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ResourceKind(TextChoices):
    """What a practice draws on."""

    LEGAL_BASIS = "legal-basis", _("Legal basis")
    STRATEGY = "strategy", _("Strategy or plan")
    PARTNER = "partner", _("Partner")
    STAFF = "staff", _("Staff")
    MONEY = "money", _("Money")


class GovernanceLevel(TextChoices):
    """The level of government a practice needs."""

    DISTRICT = "district", _("District or neighbourhood")
    MUNICIPALITY = "municipality", _("Municipality")
    METROPOLITAN = "metropolitan", _("Metropolitan area")
    REGION = "region", _("Province or region")
    NATIONAL = "national", _("National government")


class SubmissionState(TextChoices):
    """How far a submission has come; no decision deletes anything."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in-review", _("In review")
    CHANGES_REQUESTED = "changes-requested", _("Changes requested")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    UPDATE_PROPOSED = "update-proposed", _("Update proposed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DECLINED = "declined", _("Declined")
    ARCHIVED = "archived", _("Archived")


class ReviewStage(TextChoices):
    """The steps of a practice review, in order."""

    COMPLETENESS = "completeness", _("Completeness check")
    CONTENT = "content", _("Content review")
    APPROVAL = "approval", _("Approval")


class Decision(TextChoices):
    """What a reviewer decides at a step."""

    APPROVE = "approve", _("Approve")
    REQUEST_CHANGES = "request-changes", _("Request changes")
    DECLINE = "decline", _("Decline")

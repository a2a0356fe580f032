"""Whose a submission is, who may write it, and who reviews it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q, QuerySet

from members.people import membership_of
from practices.enums import SubmissionState

State = SubmissionState

# While the union has it, it is closed to its authors. What is published can be written on, as
# the next update; readers see that when it is approved.
OPEN_TO_AUTHORS = (State.DRAFT, State.CHANGES_REQUESTED, State.PUBLISHED)
# What lies with the union.
WAITING = (State.SUBMITTED, State.IN_REVIEW, State.UPDATE_PROPOSED)


class SubmissionQuerySet(models.QuerySet[Any]):
    """Submissions, asked for by who may see them."""

    def visible_to(self, user: Any) -> "SubmissionQuerySet":
        """Those of the municipality that a person represents at present."""
        membership = membership_of(user)
        if membership is None:
            return self.none()
        return self.filter(organisation=membership.organisation_id)

    def editable_by(self, user: Any) -> "SubmissionQuerySet":
        """Those of them that are open to their authors."""
        return self.visible_to(user).filter(state__in=OPEN_TO_AUTHORS)

    def reviewable_by(self, user: Any) -> "SubmissionQuerySet":
        """Those that the union has been sent or told of, for who reviews them."""
        if not may_review(user):
            return self.none()
        return self.filter(Q(submitted_at__isnull=False) | Q(announced_at__isnull=False))


def may_review(user: Any) -> bool:
    """Whether a person takes part in the review of practices.

    Asked many times for a page of the admin: remembered by `user`, as Django does permissions.
    """
    if not user.is_active or user.is_superuser:
        return bool(user.is_active)
    if not hasattr(user, "_may_review"):
        user._may_review = reviewers().filter(pk=user.pk).exists()
    return bool(user._may_review)


def reviewers() -> QuerySet[Any]:
    """Who can be given a submission to review, by name."""
    users = get_user_model()._default_manager.filter(is_active=True)
    found = users.filter(groups__reviewtask__active=True).distinct()
    return found.order_by("first_name", "last_name", "username")

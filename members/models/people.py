"""Who speaks for a municipality, who was invited to, and which cities ask to join.

A representative's right is her membership and nothing else: it gives no right in the admin.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.enums import InvitationState, JoinState
from taxonomy.countries import validate_country

GOOD_FOR = timedelta(days=14)


def end_of_invitation() -> datetime:
    """Until when an invitation made now can be accepted."""
    return timezone.now() + GOOD_FOR


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, of the past too."""

    def active(self) -> "MembershipQuerySet":
        """Those of people who may act at present."""
        return self.filter(ended_at=None, user__is_active=True)


class Membership(models.Model):
    """That a person represents a municipality, or did until `ended_at`."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    organisation = models.ForeignKey(
        "taxonomy.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
    )
    # A lead invites and removes colleagues.
    lead = models.BooleanField(_("lead representative"), default=False)
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["organisation__name", "-lead", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None), name="one_membership_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user.get_full_name() or self.user.get_username()} – {self.organisation}"


class Invitation(models.Model):
    """To represent a municipality. The secret of its link stands in the mail alone."""

    # SHA-256 of the secret, in hexadecimal.
    key = models.CharField(max_length=64, unique=True, editable=False)
    address = models.EmailField()
    organisation = models.ForeignKey(
        "taxonomy.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
    )
    lead = models.BooleanField(default=False)
    language = models.CharField(max_length=10)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=end_of_invitation)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            # One that has expired makes way for the next by being withdrawn.
            models.UniqueConstraint(
                fields=["address", "organisation"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_invitation_at_a_time",
            )
        ]

    def __str__(self) -> str:
        # Logs keep this for good; they need not know to whom.
        return str(self.organisation)

    @property
    def state(self) -> InvitationState:
        """What has become of it by now."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        expired = self.expires_at <= timezone.now()
        return InvitationState.EXPIRED if expired else InvitationState.OPEN


class JoinRequest(models.Model):
    """A city that is not yet a member asks to become one; the union checks and answers."""

    # Given by the form, so that sending it twice is asking once.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.CharField(
        _("municipality"), max_length=200, help_text=_("Its official name.")
    )
    city = models.CharField(_("city"), max_length=200)
    country = models.CharField(_("country"), max_length=2, validators=[validate_country])
    official_contact = models.EmailField(
        _("official address of the municipality"),
        help_text=_("As on the municipality’s own site. The union asks there before it answers."),
    )
    person = models.CharField(_("your name"), max_length=200)
    office = models.CharField(
        _("your office"), max_length=200, help_text=_("Your unit and what you do there.")
    )
    address = models.EmailField(
        _("your e-mail address"), help_text=_("The invitation is sent to this address.")
    )
    message = models.TextField(_("message"), max_length=5000, blank=True)
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField(default=timezone.now)

    state = models.CharField(max_length=10, choices=JoinState.choices, default=JoinState.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField(blank=True)
    organisation = models.ForeignKey(
        "taxonomy.Organisation",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "created_at"], name="join_by_state_and_time")]

    def __str__(self) -> str:
        return self.municipality

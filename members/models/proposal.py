"""What a municipality would have its profile say."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.enums import ProposalState

OPEN = (ProposalState.DRAFT, ProposalState.PROPOSED)


class ProfileProposal(models.Model):
    """Changes of a profile: written by a lead, then decided by the union; kept for good.

    `typed` has every field of the form as it was typed, valid or not, by its name; `base` what
    the profile said when they were written (`members.profile.values`).
    """

    organisation = models.ForeignKey(
        "taxonomy.Organisation",
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    page = models.ForeignKey(
        "members.MunicipalityPage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    typed = models.JSONField(default=dict)
    base = models.JSONField(default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT
    )
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The names of the fields that the union took.
    accepted = models.JSONField(default=list)
    reason = models.TextField(blank=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("change of a profile")
        verbose_name_plural = _("changes of profiles")
        ordering: ClassVar = ["-saved_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state__in=[state.value for state in OPEN]),
                name="one_open_proposal_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def is_waiting(self) -> bool:
        """Whether the union has to decide it."""
        return self.state == ProposalState.PROPOSED

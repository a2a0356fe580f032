"""That a city adapts the practice of another one."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices.adaptations.enums import AdaptationStage, AdaptationState

PUBLIC = (AdaptationState.OPEN, AdaptationState.CONFIRMED)


class AdaptationQuerySet(models.QuerySet["Adaptation"]):
    """Adaptations, asked for by whether they hold."""

    def public(self) -> "AdaptationQuerySet":
        """Those that readers see."""
        return self.filter(state__in=PUBLIC)

    def standing(self) -> "AdaptationQuerySet":
        """Those that the city itself has not taken back, hidden ones included."""
        return self.exclude(state=AdaptationState.WITHDRAWN)


class Adaptation(models.Model):
    """What a municipality says of its adapting a practice; nobody's mail address is in it.

    `practice` is the key of the record, which its translations share and which outlives its pages.
    """

    practice = models.UUIDField(_("practice"), editable=False)
    organisation = models.ForeignKey(
        "taxonomy.Organisation",
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    city = models.ForeignKey(
        "taxonomy.City",
        verbose_name=_("city"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    stage = models.CharField(
        _("how far it is"),
        max_length=20,
        choices=AdaptationStage.choices,
        help_text=_("You can change this whenever you come further."),
    )
    changed = models.TextField(
        _("what your city changes"),
        max_length=2000,
        blank=True,
        help_text=_("What is different with you, and why. Other cities learn most from this."),
    )
    contact_name = models.CharField(
        _("contact person"),
        max_length=200,
        blank=True,
        help_text=_("Name and office, as readers will see them. No mail address, no telephone."),
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=AdaptationState.choices,
        default=AdaptationState.OPEN,
    )
    # What the city of the practice says against it, to the union alone.
    objection = models.TextField(_("objection"), max_length=2000, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(_("recorded"), default=timezone.now)
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now)

    objects: ClassVar[Any] = AdaptationQuerySet.as_manager()

    class Meta:
        verbose_name = _("adaptation")
        verbose_name_plural = _("adaptations")
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["practice"], name="adaptation_of_practice")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "practice"],
                condition=~Q(state=AdaptationState.WITHDRAWN),
                name="one_adaptation_of_a_practice",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)

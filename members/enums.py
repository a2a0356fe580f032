"""Choices of municipalities and their people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MunicipalityKind(TextChoices):
    """The level of a municipality."""

    METROPOLITAN = "metropolitan", _("Metropolitan municipality")
    PROVINCIAL = "provincial", _("Provincial municipality")
    DISTRICT = "district", _("District municipality")
    OTHER = "other", _("Municipality")


class InvitationState(TextChoices):
    """What has become of an invitation."""

    OPEN = "open", pgettext_lazy("state of an invitation", "open")
    ACCEPTED = "accepted", pgettext_lazy("state of an invitation", "accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an invitation", "withdrawn")
    EXPIRED = "expired", pgettext_lazy("state of an invitation", "expired")


class JoinState(TextChoices):
    """What the union has answered to a request to join."""

    OPEN = "open", pgettext_lazy("state of a request to join", "waiting")
    ACCEPTED = "accepted", pgettext_lazy("state of a request to join", "accepted")
    DECLINED = "declined", pgettext_lazy("state of a request to join", "declined")


class ProposalState(TextChoices):
    """How far a change of a municipality's profile is."""

    DRAFT = "draft", pgettext_lazy("state of a change of a profile", "being written")
    PROPOSED = "proposed", pgettext_lazy("state of a change of a profile", "waiting for the union")
    ACCEPTED = "accepted", pgettext_lazy("state of a change of a profile", "accepted")
    DECLINED = "declined", pgettext_lazy("state of a change of a profile", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a change of a profile", "given up")

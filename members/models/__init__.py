"""Municipalities as members: their profile, and the people who speak for them."""

from members.models.people import Invitation, JoinRequest, Membership
from members.models.profile import MunicipalityPage

__all__ = ["Invitation", "JoinRequest", "Membership", "MunicipalityPage"]

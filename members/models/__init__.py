"""Municipalities as members: their profile, and the people who speak for them."""

from members.models.messages import Message, Reading, Thread
from members.models.people import Invitation, JoinRequest, Membership
from members.models.profile import MunicipalityPage
from members.models.proposal import ProfileProposal

__all__ = [
    "Invitation",
    "JoinRequest",
    "Membership",
    "Message",
    "MunicipalityPage",
    "ProfileProposal",
    "Reading",
    "Thread",
]

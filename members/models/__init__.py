"""Municipalities as members: their profile, and the people who speak for them."""

from members.models.contact import ContactMessage
from members.models.messages import Message, Reading, Thread
from members.models.people import Invitation, JoinRequest, Membership
from members.models.profile import MunicipalityPage
from members.models.proposal import ProfileProposal

__all__ = [
    "ContactMessage",
    "Invitation",
    "JoinRequest",
    "Membership",
    "Message",
    "MunicipalityPage",
    "ProfileProposal",
    "Reading",
    "Thread",
]

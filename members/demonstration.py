"""A change of a profile for the demonstration: something to decide for the union."""

from typing import Any

from django.contrib.auth import get_user_model

from core.signals import demonstration_loaded
from members.models import ProfileProposal
from members.people import membership_of
from members.profile import acts, drafts
from members.profile.values import digests

LEAD = "gaziantep"
CHANGED = {
    "website": "https://www.gaziantep.example.org/",
    "mayor_term": "2024/2029",
}
UNIT = {
    "id": "6f0c2f5e-5b0e-4a57-9d0c-3a1f5a0c9d21",
    "name": "Migration Management and Social Cohesion Directorate",
    "period": "2024/..",
}


def load(**kwargs: Any) -> None:
    """Add it where it is missing, as the lead representative would."""
    lead = get_user_model()._default_manager.get(username=LEAD)
    membership = membership_of(lead)
    if membership is None:
        return
    organisation = membership.organisation
    if ProfileProposal.objects.filter(organisation=organisation).exists():
        return
    stored = drafts.known(organisation).typed
    typed = {**stored, **CHANGED, "units": [*stored["units"], UNIT]}
    drafts.save(organisation, typed, digests(stored), actor=lead, language="en")
    acts.propose(organisation, actor=lead)


demonstration_loaded.connect(load, dispatch_uid="profile changes of the demonstration")

"""What happens when who was invited makes her account."""

from typing import Any

from allauth.account.signals import user_signed_up
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.users.models import UserProfile

from members.models import Invitation
from members.people import RefusedError, accept

# Where a session keeps the invitation for which an account is being made.
INVITATION = "invitation"


@receiver(user_signed_up)
def welcome(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Write to her in the language she reads the page in, and make her a representative."""
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = get_language() or ""
    # Wagtail's own mails lead into the admin, which she cannot enter.
    for name in ("submitted", "approved", "rejected", "updated_comments"):
        setattr(profile, f"{name}_notifications", False)
    profile.save()
    invitation = Invitation.objects.filter(pk=request.session.pop(INVITATION, None)).first()
    if invitation is None:
        return
    try:
        accept(invitation, user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))

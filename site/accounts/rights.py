"""Who may enter the admin, and what a session must have shown for it."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest


def reaches_admin(user: Any) -> bool:
    """Whether the admin is open to an account: by group, by a right of its own, or to all."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


def has_second_factor(user: Any, besides: Authenticator | None = None) -> bool:
    """Whether an account can show a second factor, or another one; recovery codes are none."""
    factors = Authenticator.objects.filter(user_id=user.pk).exclude(pk=besides and besides.pk)
    return bool(factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def has_shown_second_factor(request: HttpRequest) -> bool:
    """Whether a second factor was used in this session, by who is logged in now."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def may_enter_admin(request: HttpRequest) -> bool:
    """Whether a request may go on into the admin."""
    if not reaches_admin(request.user):
        return False
    return not settings.MEYDAN_MFA_REQUIRED or (
        has_shown_second_factor(request) and has_second_factor(request.user)
    )

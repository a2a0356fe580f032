"""What the security log hears of."""

from collections.abc import Collection, Iterable
from typing import Any

from allauth.account.signals import (
    email_changed,
    email_verification_code_rejected,
    password_changed,
    password_reset,
    password_set,
)
from allauth.account.utils import filter_users_by_email, filter_users_by_username
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_used
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import log
from accounts.enums import Event
from accounts.log import note
from core.signals import periodic

User = get_user_model()
ROLES = {User.groups.through: "groups", User.user_permissions.through: "user_permissions"}
NEW_ACCOUNT = {"is_active": True, "is_superuser": False}
WORDS = {"post_add": "added", "post_remove": "removed", "pre_clear": "removed"}


@receiver(user_logged_in)
def on_login(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """By whichever way."""
    note(Event.LOGGED_IN, user=user, request=request)


@receiver(user_logged_out)
def on_logout(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Only of somebody who was logged in."""
    if user is not None:
        note(Event.LOGGED_OUT, user=user, request=request)


@receiver(user_login_failed)
def on_wrong_password(
    credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    """A guess; the limits on log-ins stand before it, so that nobody fills the log with guesses.

    What was typed is not kept: in the wrong field, it may be the password.
    """
    address, name = credentials.get("email"), credentials.get("username")
    meant = filter_users_by_email(address, prefer_verified=True)[:1] if address else ()
    if not meant and name:
        meant = filter_users_by_username(name)[:1]
    note(Event.LOGIN_FAILED, user=next(iter(meant), None), request=request, step="password")


@receiver(authentication_failed)
def on_wrong_code(
    request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any
) -> None:
    """A wrong code of a second factor."""
    note(Event.LOGIN_FAILED, user=user, request=request, step=authenticator.type)


@receiver(email_verification_code_rejected)
def on_wrong_address_code(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """A wrong code of those that are sent to addresses."""
    note(Event.LOGIN_FAILED, user=user, request=request, step="address")


@receiver([password_changed, password_set, password_reset])
def on_password(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Another password."""
    note(Event.PASSWORD_CHANGED, user=user, request=request)


@receiver(email_changed)
def on_address(
    request: HttpRequest, user: Any, from_email_address: Any, to_email_address: Any, **kwargs: Any
) -> None:
    """Mails, and links that open the account, go elsewhere from now on."""
    before = from_email_address.email if from_email_address else ""
    after = to_email_address.email
    note(Event.ADDRESS_CHANGED, user=user, request=request, before=before, after=after)


@receiver(authenticator_used)
def on_factor_used(
    request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any
) -> None:
    """The second step of a log-in, or shown again."""
    note(Event.SECOND_FACTOR_USED, user=user, request=request, type=authenticator.type)


@receiver(post_save, sender=Authenticator)
def on_factor_added(instance: Authenticator, created: bool, **kwargs: Any) -> None:
    """By whichever way: allauth's own signals are silent where a command does it."""
    if created:
        note(Event.SECOND_FACTOR_ADDED, about=instance.user.get_username(), type=instance.type)


@receiver(post_delete, sender=Authenticator)
def on_factor_removed(instance: Authenticator, **kwargs: Any) -> None:
    """As above."""
    note(Event.SECOND_FACTOR_REMOVED, about=instance.user.get_username(), type=instance.type)


@receiver(post_save, sender=User)
def on_rights(instance: Any, **kwargs: Any) -> None:
    """Active or not, administrator or not; `accounts.sessions` remembers what was stored."""
    before = instance.__dict__.get("_rights_before") or NEW_ACCOUNT
    now = {name: getattr(instance, name) for name in before}
    if changed := {name: value for name, value in now.items() if value != before[name]}:
        note(Event.ROLE_CHANGED, about=instance.get_username(), **changed)


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def on_roles(
    sender: Any,
    instance: Any,
    action: str,
    reverse: bool,
    model: Any,
    pk_set: Collection[Any] | None,
    **kwargs: Any,
) -> None:
    """Into a group or out of it, given a right or no longer."""
    if action not in WORDS:
        return
    if pk_set is None:
        others = getattr(instance, "user_set" if reverse else ROLES[sender]).all()
    else:
        others = model._default_manager.filter(pk__in=pk_set)
    if reverse:
        for person in others:
            _tell_roles(person, WORDS[action], [instance])
    else:
        _tell_roles(instance, WORDS[action], others)


def _tell_roles(person: Any, word: str, roles: Iterable[Any]) -> None:
    names = sorted(getattr(role, "codename", role.name) for role in roles)
    told: dict[str, Any] = {word: names}
    if names:
        note(Event.ROLE_CHANGED, about=person.get_username(), **told)


@receiver(periodic)
def time_passed(**kwargs: Any) -> None:
    """The worker's turn."""
    log.forget()

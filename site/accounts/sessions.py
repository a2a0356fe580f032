"""Sessions end where an account is no longer what it was when they began."""

from collections.abc import Collection
from typing import Any

from allauth.core import context
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver

from accounts.enums import Event
from accounts.log import note

User = get_user_model()
# A new password needs nothing here: Django ends every session but the one it was changed in.
RIGHTS = ("is_active", "is_superuser")


def end_sessions(user: Any, *, keep: str | None = None) -> int:
    """Log an account out everywhere but in the session with the key `keep`; how often it was in."""
    sessions = list(UserSession.objects.filter(user=user).exclude(session_key=keep or ""))
    _end(sessions)
    return len(sessions)


class SessionsAdapter(DefaultUserSessionsAdapter):
    """allauth ends here what a person ends herself; named by `USERSESSIONS_ADAPTER`."""

    def end_sessions(self, sessions: list[UserSession]) -> None:
        """All of them, and note it."""
        _end(sessions)


def _end(sessions: list[UserSession]) -> None:
    for session in sessions:
        session.end()
    if sessions:
        about = sessions[0].user.get_username()
        note(Event.SESSIONS_ENDED, about=about, number=len(sessions))


def _end_others(user: Any) -> None:
    """All but the one in which the person changes her own account at this moment."""
    request = context.request
    own = request is not None and getattr(request, "user", None) == user
    end_sessions(user, keep=request.session.session_key if own else None)


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def on_second_factor(user: Any, **kwargs: Any) -> None:
    """Another second factor, one less, or other recovery codes."""
    _end_others(user)


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def on_roles(
    instance: Any, action: str, reverse: bool, pk_set: Collection[Any] | None, **kwargs: Any
) -> None:
    """Another role: a person's groups or rights, or the people of a group."""
    nothing_new = pk_set is not None and not pk_set
    if action not in ("post_add", "post_remove", "pre_clear") or nothing_new:
        return
    if not reverse:
        _end_others(instance)
        return
    people = instance.user_set.all() if pk_set is None else User.objects.filter(pk__in=pk_set)
    for person in people:
        _end_others(person)


@receiver(pre_save, sender=User)
def note_rights(instance: Any, **kwargs: Any) -> None:
    """Remember what is stored, to compare with after the change."""
    stored = User.objects.filter(pk=instance.pk).values(*RIGHTS).first() if instance.pk else None
    instance._rights_before = stored


@receiver(post_save, sender=User)
def on_rights(instance: Any, **kwargs: Any) -> None:
    """Deactivated, activated again, made an administrator or no longer one."""
    before = instance.__dict__.get("_rights_before")
    if before and any(getattr(instance, name) != value for name, value in before.items()):
        _end_others(instance)

"""Accounts are deactivated, never deleted: what a person wrote would go with her."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

User = get_user_model()


@receiver(pre_delete, sender=User)
def keep(**kwargs: Any) -> None:
    """Whatever asks for it.

    Raises:
        PermissionDenied: always.
    """
    raise PermissionDenied("Accounts are deactivated, never deleted.")


def refuse_one(request: HttpRequest, user: Any) -> HttpResponse:
    """In place of Wagtail's page that deletes an account."""
    return _refuse(request, reverse("wagtailusers_users:edit", args=[user.pk]))


def refuse_many(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """In place of Wagtail's page that deletes the accounts ticked in the list."""
    if action_type != "delete" or action.model is not User:
        return None
    return _refuse(request, reverse("wagtailusers_users:index"))


def _refuse(request: HttpRequest, back: str) -> HttpResponse:
    sentence = _(
        "Accounts are never deleted: what the person wrote would go with them. "
        "Take away “active” instead, and nobody can log in with it."
    )
    messages.error(request, sentence)
    return HttpResponseRedirect(back)

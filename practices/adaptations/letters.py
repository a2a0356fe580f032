"""The mails about adaptations, each in its reader's language."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.urls import reverse
from django.utils import translation

from mail.messages import send
from members.people import language_of, representatives_of
from practices.adaptations.sources import titles
from practices.models import Adaptation
from taxonomy.models import Organisation


def recorded(adaptation: Adaptation, source: Organisation) -> None:
    """To the representatives of the practice's city: another one adapts it."""
    for reader in representatives_of(source).exclude(email=""):
        _write("adaptation", reader, adaptation, essential=False)


def objected(adaptation: Adaptation, source: Organisation) -> None:
    """To the union: the city of the practice says that it is not so."""
    for reader in _union():
        _write("adaptation_objection", reader, adaptation, objector=source.name)


def _write(
    template: str,
    reader: Any,
    adaptation: Adaptation,
    *,
    essential: bool = True,
    objector: str = "",
) -> None:
    language = language_of(reader)
    with translation.override(language):
        line = titles([adaptation.practice]).get(adaptation.practice)
        desk = reverse("adaptations:index")
        stage = adaptation.get_stage_display()
    context = {
        "organisation": adaptation.organisation.name,
        "title": line["title"] if line else "",
        "stage": stage,
        "changed": adaptation.changed,
        "record_address": _address(line["url"]) if line else "",
        "desk_address": _address(desk),
        "admin_address": _address(reverse("adaptations_admin:edit", args=[adaptation.pk])),
        "objector": objector,
        "objection": adaptation.objection,
    }
    send(template, reader.email, language, context, essential=essential)


def _address(path: str) -> str:
    return str(urljoin(settings.WAGTAILADMIN_BASE_URL, path))


def _union() -> list[Any]:
    """Who may judge it by a group; the administrators where nobody may."""
    users = get_user_model()._default_manager
    backend = f"{ModelBackend.__module__}.{ModelBackend.__qualname__}"
    right = "practices.change_adaptation"
    people = users.with_perm(right, include_superusers=False, backend=backend).exclude(email="")
    administrators = users.filter(is_active=True, is_superuser=True).exclude(email="")
    return list(people) or list(administrators)

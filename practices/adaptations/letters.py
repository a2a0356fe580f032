"""The mails about adaptations, each in its reader's language."""

from typing import Any

from django.urls import reverse
from django.utils import translation

from core.i18n import isolate
from mail.links import absolute
from mail.messages import send
from members.people import language_of, representatives_of, union_readers
from practices.adaptations.sources import titles
from practices.models import Adaptation
from taxonomy.models import Organisation


def recorded(adaptation: Adaptation, source: Organisation) -> None:
    """To the representatives of the practice's city: another one adapts it."""
    for reader in representatives_of(source).exclude(email=""):
        _write("adaptation", reader, adaptation, essential=False)


def objected(adaptation: Adaptation, source: Organisation) -> None:
    """To the union: the city of the practice says that it is not so."""
    for reader in union_readers("practices.change_adaptation"):
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
        "organisation": isolate(adaptation.organisation.name, language),
        "title": isolate(line["title"] if line else "", language),
        "stage": stage,
        "changed": adaptation.changed,
        "record_address": absolute(line["url"]) if line else "",
        "desk_address": absolute(desk),
        "admin_address": absolute(reverse("adaptations_admin:edit", args=[adaptation.pk])),
        "objector": isolate(objector, language),
        "objection": adaptation.objection,
    }
    send(template, reader.email, language, context, essential=essential)

"""The mails about adaptations, each in its reader's language."""

from typing import Any

from django.urls import reverse
from django.utils import translation

from mail.links import absolute
from members.letters import language_of, tell, union_readers
from members.people import representatives_of
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
        "organisation": adaptation.organisation.name,
        "title": line["title"] if line else "",
        "stage": stage,
        "changed": adaptation.changed,
        "record_address": absolute(line["url"]) if line else "",
        "desk_address": absolute(desk),
        "admin_address": absolute(reverse("adaptations_admin:edit", args=[adaptation.pk])),
        "objector": objector,
        "objection": adaptation.objection,
    }
    tell(template, reader, language, context, essential=essential)

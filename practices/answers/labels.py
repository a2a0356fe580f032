"""What the form calls its fields."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from practices.answers.declared import CONSENT, shapes
from practices.models import PracticePage


def label_of(path: str) -> str:
    """What the form calls the field that a path leads into."""
    name = path.partition(".")[0]
    if name == CONSENT:
        return _("Consent")
    if name not in shapes():
        return name
    field: Any = PracticePage._meta.get_field(name)
    return str(capfirst(field.verbose_name))

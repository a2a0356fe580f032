"""Which practices an address asks for, and what of it cannot be had."""

from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.i18n import format_number
from practices.comparison.choosing import MOST, PARAMETER, key_of, practices
from search.names import Names
from search.presentation.lines import Line

MOST_READ = 50  # values of an address that are looked at


@dataclass(frozen=True)
class Asked:
    """The practices to show by their keys, four at most, and a notice for all that is left out."""

    lines: dict[UUID, Line]
    notices: list[str]


def asked(query: QueryDict, names: Names) -> Asked:
    """What `record=…&record=…` stands for; understands whatever is asked."""
    texts = query.getlist(PARAMETER)[:MOST_READ]
    keys = [key for key in map(key_of, texts) if key]
    wanted = list(dict.fromkeys(keys))
    found = practices(wanted, names)
    notices = []
    if len(wanted) < len(keys):
        notices.append(_("A practice that was named twice is shown once."))
    if missing := len(texts) - len(keys) + len(wanted) - len(found):
        notices.append(_left_out(missing, names.language))
    if len(found) > MOST:
        reason = _("Only %(number)s practices fit side by side. These are the first.")
        notices.append(reason % {"number": format_number(MOST, names.language)})
    return Asked(dict(list(found.items())[:MOST]), notices)


def _left_out(number: int, language: str) -> str:
    """The same for what never was, what is private and what is no practice: nobody learns which."""
    reason = ngettext(
        "%(shown)s record is left out: it is not public any more, or it is no practice.",
        "%(shown)s records are left out: they are not public any more, or they are no practices.",
        number,
    )
    return reason % {"shown": format_number(number, language)}

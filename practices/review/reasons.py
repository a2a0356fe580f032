"""Reasons that are given often, in the language of who reads them, to go on from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Reason:
    """`title` is for the reviewer, in her language; `text` for the author, in hers."""

    title: Any
    text: Any


REASONS: Mapping[str, Reason] = {
    "results": Reason(
        _("Results are missing"),
        _(
            "Please say what came of it: what changed, for whom, and how you know. Numbers need"
            " their date and source; an honest “we do not know yet” helps, too."
        ),
    ),
    "others": Reason(
        _("Others cannot follow it yet"),
        _(
            "Another city would like to know how to begin: which steps you took, who took part,"
            " how many staff and roughly how much money it needs."
        ),
    ),
    "failures": Reason(
        _("What did not work is missing"),
        _(
            "Please add what did not work and what you would do otherwise today. Readers learn"
            " more from that than from anything else."
        ),
    ),
    "personal": Reason(
        _("It names private persons"),
        _(
            "The text or a picture shows persons who can be recognised. Please leave them out, or"
            " tell us that they have agreed."
        ),
    ),
    "source": Reason(
        _("A source is missing"),
        _(
            "Please add where the figures and quotations come from, with an address where"
            " there is one."
        ),
    ),
    "wording": Reason(
        _("It reads like an announcement"),
        _(
            "Please tell colleagues in other cities what you did and why, in plain words, rather"
            " than praise it."
        ),
    ),
    "scope": Reason(
        _("It is not a practice of a municipality"),
        _(
            "We publish what municipalities do themselves, or take part in. We could not see that"
            " here."
        ),
    ),
    "known": Reason(
        _("We have it already"),
        _(
            "This practice is published already. Please propose an update of that record instead"
            " of a second one."
        ),
    ),
}


def text_of(code: str, language: str) -> str:
    """The text of a reason in a language; empty where there is no such reason."""
    with translation.override(language):
        return str(REASONS[code].text) if code in REASONS else ""


def choices() -> list[tuple[str, Any]]:
    """The reasons by their titles."""
    return [(code, reason.title) for code, reason in REASONS.items()]

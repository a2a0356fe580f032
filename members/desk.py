"""The member's desk is made of panels that apps register in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from members.models import Membership


@dataclass(frozen=True)
class Panel:
    """A part of the desk's first page, in its own `<section>` with a heading of the second level.

    `context` gives its template what this representative may see; panels with a low `order`
    come first.
    """

    order: int
    template: str
    context: Callable[[HttpRequest, Membership], dict[str, Any]]


_panels: list[Panel] = []


def register(panel: Panel) -> None:
    """Show a panel at every desk; registering it again changes nothing."""
    if panel not in _panels:
        _panels.append(panel)


def rendered(request: HttpRequest, membership: Membership) -> list[str]:
    """The panels of a representative's desk, in their order; the HTML is safe."""
    panels = sorted(_panels, key=lambda panel: panel.order)
    return [
        render_to_string(
            panel.template,
            {"membership": membership, **panel.context(request, membership)},
            request,
        )
        for panel in panels
    ]

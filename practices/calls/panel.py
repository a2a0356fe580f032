"""“Open calls” on the member's desk."""

from typing import Any

from django.http import HttpRequest

from members.desk import Panel, register
from members.models import Membership
from practices.models import Call


def open_calls(request: HttpRequest, membership: Membership) -> dict[str, Any]:
    """The same for every municipality."""
    return {"calls": list(Call.objects.open())}


register(Panel(order=30, template="desk/calls_panel.html", context=open_calls))

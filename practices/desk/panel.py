"""“My submissions” on the member's desk."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from members.desk import Panel
from members.models import Membership
from practices.desk.todo import Todo, todo
from practices.models import Submission


@dataclass(frozen=True)
class Line:
    """A submission of the municipality, with what comes next."""

    submission: Submission
    todo: Todo


def lines(request: HttpRequest, membership: Membership) -> dict[str, Any]:
    """The municipality's submissions: first what it has to do something about."""
    rows = Submission.objects.visible_to(request.user).select_related("page", "author")
    today = timezone.localdate()
    found = [Line(row, todo(row, today)) for row in rows.order_by("-saved_at")]
    return {"lines": sorted(found, key=lambda line: not line.todo.is_yours)}


PANEL = Panel(order=10, template="desk/submissions/panel.html", context=lines)

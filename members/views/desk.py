"""The first page of the desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from members import desk
from members.decorators import MemberRequest, representative
from members.models import Membership
from search.listings import with_term

MOST_RECORDS = 5


@representative
def index(request: MemberRequest) -> HttpResponse:
    """What every app has to tell this representative."""
    panels = desk.rendered(request, request.membership)
    return render(request, "desk/index.html", {"panels": panels})


def published(request: HttpRequest, membership: Membership) -> dict[str, Any]:
    """For the panel of what the public reads of the municipality."""
    code = membership.organisation.code
    return {"lines": with_term("organisation", code, get_language() or "en", MOST_RECORDS)}

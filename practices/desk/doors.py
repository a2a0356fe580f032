"""Who comes to which submission: representatives to those of their own municipality."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from members.decorators import MemberRequest, representative
from practices.models import Submission


def of_own_city(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view a submission of the representative's municipality.

    Any other is not found, in the same words as one that does not exist, and no cache keeps
    either.
    """

    @wraps(view)
    def opened(request: MemberRequest, pk: UUID, **kwargs: Any) -> HttpResponseBase:
        return view(request, own(request, pk), **kwargs)

    return representative(opened)


def own(request: MemberRequest, pk: UUID) -> Submission:
    """A submission of the representative's municipality.

    Raises:
        Http404: where there is none with this id.
    """
    visible = Submission.objects.visible_to(request.user)
    submission: Submission = get_object_or_404(
        visible.select_related("organisation", "page", "reviewer", "call"),
        pk=pk,
        organisation=request.membership.organisation_id,
    )
    return submission

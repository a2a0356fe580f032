"""Whose lists they are: an account's, or those of a session."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from shelves.models import Shelf

VISITOR = "shelves"  # under which a session knows its visitor
SEEN = "shelves_seen"  # the last day on which it was


@dataclass(frozen=True)
class Keeper:
    """Who may see and change some lists; neither user nor visitor is somebody who has none."""

    user: Any = None
    visitor: str = ""

    def shelves(self) -> QuerySet[Shelf]:
        """All lists of theirs, and nobody else's."""
        if self.user is not None:
            return Shelf.objects.filter(owner=self.user)
        if self.visitor:
            return Shelf.objects.filter(owner=None, visitor=self.visitor)
        return Shelf.objects.none()


def keeper_of(request: HttpRequest) -> Keeper:
    """Who asks. It gives nobody a cookie; a session that keeps lists lives on with them."""
    if request.user.is_authenticated:
        return Keeper(user=request.user)
    keeper = Keeper(visitor=request.session.get(VISITOR, ""))
    today = timezone.localdate().isoformat()
    if keeper.visitor and request.session.get(SEEN) != today:
        request.session[SEEN] = today
        keeper.shelves().update(used_at=timezone.now())
    return keeper


def becoming_keeper(request: HttpRequest) -> Keeper:
    """Who asks, from now on known to the session: for those who put something on a list."""
    keeper = keeper_of(request)
    if keeper.user is None and not keeper.visitor:
        request.session[VISITOR] = secrets.token_urlsafe(32)
        return keeper_of(request)
    return keeper


def days_kept() -> int:
    """For how many days a session, and what it keeps, outlives its last use."""
    return int(settings.SESSION_COOKIE_AGE // timedelta(days=1).total_seconds())


@transaction.atomic
def take_over(visitor: str, user: Any) -> int:
    """Give an account the lists that its reader has made before she logged in; how many."""
    return Keeper(visitor=visitor).shelves().update(owner=user, visitor="")

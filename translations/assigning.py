"""Who translates what, by when, and when the result is published."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from translations.enums import Release
from translations.models import RecordTranslation
from translations.reach import Reach
from translations.review import may_approve


@transaction.atomic
def assign(
    translations: Iterable[RecordTranslation],
    *,
    translator: Any,
    due: datetime.date | None,
    actor: Any,
) -> int:
    """Give translations to somebody, or to nobody, to be done by a day, or by none.

    Returns:
        How many are hers now: not those that the actor or the translator may not write.
    """
    writers = [Reach(user) for user in (actor, translator) if user]
    rows = [row for row in translations if all(reach.writes(row) for reach in writers)]
    chosen = RecordTranslation.objects.filter(pk__in=[row.pk for row in rows])
    chosen.update(translator=translator, due=due, assigned_by=actor)
    for row in rows:
        log(
            instance=row.page or row.record.page,
            action="translations.assign",
            user=actor,
            data={"language": row.language},
        )
    return len(rows)


def set_release(translation: RecordTranslation, release: Release, *, actor: Any) -> bool:
    """Say when a translation is published that is approved; whether that is another time.

    Raises:
        PermissionDenied: the actor may not approve the translation.
    """
    if translation.page is None or not may_approve(actor, translation.page.specific):
        raise PermissionDenied
    if translation.release == release:
        return False
    translation.release = release
    translation.save(update_fields=["release"])
    return True


def candidates(languages: Iterable[str]) -> QuerySet[Any]:
    """Who may translate into any of these languages, by name."""
    users = get_user_model()._default_manager.none()
    policy = policy_registry.get_by_type(Page)
    for home in Page.objects.filter(depth=2, locale__language_code__in=languages):
        users |= policy.users_with_permission_for_instance("change", home)
    return users.distinct().order_by("first_name", "last_name", "username")

"""Acts on many translations: begun in a request, done by the worker (`translations.running`)."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from translations.enums import Action, Outcome
from translations.models import Job, JobItem, RecordTranslation
from translations.reach import Reach
from translations.tasks import run_job

Target = tuple[UUID, str]  # the key of a record, and a language

AT_ONCE = 500  # rows in one statement


def start(action: Action, targets: Iterable[Target], *, actor: Any) -> Job:
    """Have the worker do something to translations.

    What the actor may not do is left out: compare `job.items.count()` with the targets. Her
    rights are asked for again when its turn comes.
    """
    wanted = set(targets)
    rows = RecordTranslation.objects.filter(record__in={key for key, _language in wanted})
    chosen = [target for target in _allowed(action, rows, actor) if target in wanted]
    return _begin(action, chosen, actor)


def start_tree(root: Page, languages: Collection[str], *, actor: Any) -> Job:
    """Have the worker begin the translations of all records at and below a page."""
    rows = RecordTranslation.objects.filter(
        record__page__path__startswith=root.path, language__in=languages
    )
    return _begin(Action.CREATE, _allowed(Action.CREATE, rows, actor), actor)


def stop(job: Job, *, actor: Any) -> None:
    """Leave the rest of a job undone; what is being done is finished.

    Raises:
        PermissionDenied: neither did the actor start it, nor is she an administrator.
    """
    if not actor.is_active or not (actor.is_superuser or actor.pk == job.started_by_id):
        raise PermissionDenied
    Job.objects.filter(pk=job.pk, finished_at=None).update(stopped=True, finished_at=timezone.now())
    job.refresh_from_db()


def progress(job: Job) -> dict[str, int]:
    """How many translations of a job have come to each outcome; of every outcome, in one query."""
    counted = job.items.order_by().values_list("outcome").annotate(Count("pk"))
    return dict.fromkeys(Outcome.values, 0) | dict(counted)


def _allowed(action: Action, rows: QuerySet[RecordTranslation], actor: Any) -> list[Target]:
    """Those an actor may do something to, in the order of the tree."""
    reach = Reach(actor)
    readable = rows.filter(record__in=reach.records()).select_related("page")
    if action == Action.PUBLISH:
        policy = policy_registry.get_by_type(Page)
        publishable = policy.instances_user_has_permission_for(actor, "publish")
        readable = readable.filter(page__in=publishable)
    ordered = readable.order_by("record__page__path", "language")
    return [(row.record_id, row.language) for row in ordered if reach.writes(row)]


@transaction.atomic
def _begin(action: Action, targets: Iterable[Target], actor: Any) -> Job:
    job = Job.objects.create(action=action, started_by=actor)
    items = [JobItem(job=job, record_id=key, language=language) for key, language in targets]
    JobItem.objects.bulk_create(items, batch_size=AT_ONCE)
    transaction.on_commit(partial(run_job.enqueue, str(job.pk)))
    return job
